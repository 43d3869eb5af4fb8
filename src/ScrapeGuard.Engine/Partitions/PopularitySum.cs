using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Partitions;

/// <summary>All that was taken up to the end of an epoch, as bytes: the sums, then the counts, little-endian.</summary>
/// <param name="Epoch">The last epoch in it.</param>
/// <param name="Bytes">About 1 MiB.</param>
public sealed record PopularitySum(long Epoch, byte[] Bytes)
{
    private const int HeadBytes = 3 * sizeof(long);

    internal static PopularitySum Of(long epoch, PopularitySketch sketch)
    {
        var bytes = new byte[HeadBytes + (PopularitySketch.Cells * sizeof(ulong))];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, sketch.Total);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(sizeof(long)), sketch.RarityTotal);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2 * sizeof(long)), sketch.Halvings);
        MemoryMarshal.AsBytes(sketch.Counts).CopyTo(bytes.AsSpan(HeadBytes));
        return new PopularitySum(epoch, bytes);
    }

    internal bool TryApply(PopularitySketch sketch)
    {
        if (Bytes.Length != HeadBytes + (PopularitySketch.Cells * sizeof(ulong)))
        {
            return false;
        }

        sketch.RestoreSums(
            BinaryPrimitives.ReadUInt64LittleEndian(Bytes),
            BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan(sizeof(long))),
            BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(2 * sizeof(long))));
        Bytes.AsSpan(HeadBytes).CopyTo(MemoryMarshal.AsBytes(sketch.Counts));
        return true;
    }
}
