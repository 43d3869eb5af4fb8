using System.Buffers.Binary;

namespace ScrapeGuard.Kafka.State;

/// <summary>Where a partition stood when its decisions were last committed; moves in the same transaction.</summary>
/// <param name="Offset">The first offset of the access events not judged.</param>
/// <param name="Epoch">The epoch under way; <see cref="long.MinValue"/>: none yet.</param>
internal readonly record struct PartitionProgress(long Offset, long Epoch)
{
    public byte[] ToBytes()
    {
        var bytes = new byte[2 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Offset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(sizeof(long)), Epoch);
        return bytes;
    }

    public static PartitionProgress? TryRead(ReadOnlySpan<byte> bytes) => bytes.Length == 2 * sizeof(long)
        ? new PartitionProgress(
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[sizeof(long)..]))
        : null;
}
