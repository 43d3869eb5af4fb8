using System.Numerics;

namespace ScrapeGuard.Features.Tests.Streams;

/// <summary>Hashes of tracks for tests.</summary>
internal static class Catalogue
{
    public static ulong[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
    }

    /// <summary>Tracks of which no two look alike to a <c>TrackMemory</c>: leading zeros and lower 12 bits differ.</summary>
    public static ulong[] WithoutCollisions(int count, int seed) =>
        [.. Random(count * 4, seed)
            .DistinctBy(h => (BitOperations.LeadingZeroCount(h), Math.Max(h & 0xFFF, 1)))
            .Take(count)];

    /// <summary>A track of a level and with the tag bits given.</summary>
    public static ulong OfLevel(int level, uint bits) => (1UL << (63 - level)) | bits;
}
