using System.Buffers.Binary;

namespace ScrapeGuard.Kafka.Profiles;

/// <summary>
/// The value of a closing: the epoch in which things were taken, the partition's offset, then what was taken;
/// little-endian.
/// </summary>
internal static class ClosingValue
{
    public const int HeadBytes = 2 * sizeof(long);

    public static byte[] Write(long takenIn, long offset, ReadOnlySpan<byte> taken)
    {
        var bytes = new byte[HeadBytes + taken.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, takenIn);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)), offset);
        taken.CopyTo(bytes.AsSpan(HeadBytes));
        return bytes;
    }

    public static (long TakenIn, long Offset) ReadHead(ReadOnlySpan<byte> bytes) => (
        BinaryPrimitives.ReadInt64LittleEndian(bytes),
        BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(long)..]));
}
