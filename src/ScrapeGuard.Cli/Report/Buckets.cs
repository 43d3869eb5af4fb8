using System.Collections.Immutable;

namespace ScrapeGuard.Cli.Report;

/// <summary>Merges neighbouring buckets, so that a chart has a bounded number of points.</summary>
internal static class Buckets
{
    /// <summary>How many buckets become one.</summary>
    public static int Merge(int count, int max) => Math.Max(1, (count + max - 1) / max);

    /// <summary>Sums of <paramref name="merge"/> neighbours; the last may be of fewer.</summary>
    public static long[] Sums(ImmutableArray<long> values, int merge)
    {
        var sums = new long[(values.Length + merge - 1) / merge];
        for (var i = 0; i < values.Length; i++)
        {
            sums[i / merge] += values[i];
        }

        return sums;
    }

    /// <summary>The last of <paramref name="merge"/> neighbours, for what is cumulative.</summary>
    public static long[] Lasts(ImmutableArray<long> values, int merge)
    {
        var lasts = new long[(values.Length + merge - 1) / merge];
        for (var i = 0; i < values.Length; i++)
        {
            lasts[i / merge] = values[i];
        }

        return lasts;
    }
}
