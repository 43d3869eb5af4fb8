using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Partitions;

/// <summary>
/// All that was taken up to the end of an epoch, as bytes: the sums, then the counts, little-endian; then what is known
/// of campaigns.
/// </summary>
/// <param name="Epoch">The last epoch in it.</param>
/// <param name="Bytes">About 1 MiB, and up to 4 KiB for each account that is looked at for campaigns.</param>
public sealed record PopularitySum(long Epoch, byte[] Bytes)
{
    private const int HeadBytes = 3 * sizeof(long);
    private const int PopularityBytes = HeadBytes + (PopularitySketch.Cells * sizeof(ulong));

    internal static PopularitySum Of(long epoch, PopularitySketch sketch, CampaignTracker tracker)
    {
        var campaigns = tracker.ToBytes();
        var bytes = new byte[PopularityBytes + campaigns.Length];
        campaigns.CopyTo(bytes, PopularityBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, sketch.Total);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(sizeof(long)), sketch.RarityTotal);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(2 * sizeof(long)), sketch.Halvings);
        MemoryMarshal.AsBytes(sketch.Counts).CopyTo(bytes.AsSpan(HeadBytes));
        return new PopularitySum(epoch, bytes);
    }

    internal bool TryApply(PopularitySketch sketch, params ReadOnlySpan<CampaignTracker> trackers)
    {
        if (Bytes.Length < PopularityBytes)
        {
            return false;
        }

        var campaigns = Bytes[PopularityBytes..];
        foreach (var tracker in trackers)
        {
            if (!tracker.TryRead(campaigns))
            {
                return false;
            }
        }

        sketch.RestoreSums(
            BinaryPrimitives.ReadUInt64LittleEndian(Bytes),
            BinaryPrimitives.ReadUInt64LittleEndian(Bytes.AsSpan(sizeof(long))),
            BinaryPrimitives.ReadInt64LittleEndian(Bytes.AsSpan(2 * sizeof(long))));
        Bytes.AsSpan(HeadBytes, PopularityBytes - HeadBytes).CopyTo(MemoryMarshal.AsBytes(sketch.Counts));
        return true;
    }
}
