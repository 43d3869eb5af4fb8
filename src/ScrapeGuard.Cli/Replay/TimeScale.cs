using System.Collections.Immutable;

namespace ScrapeGuard.Cli.Replay;

/// <summary>The buckets of a report's charts: all of one width, without gaps.</summary>
/// <param name="First">Number of the first bucket, counted from 1970.</param>
/// <param name="Count">Number of buckets, at least 1.</param>
/// <param name="WidthSeconds">Width of each.</param>
internal readonly record struct TimeScale(long First, int Count, long WidthSeconds)
{
    public long StartMicros => First * WidthMicros;

    private long WidthMicros => WidthSeconds * 1_000_000;

    /// <summary>The scale of everything in a series, in at most so many buckets.</summary>
    public static TimeScale Of(BucketSeries series, int maxBuckets)
    {
        var width = series.WidthSeconds * 1_000_000;
        var (first, last) = (series.Buckets[0].Number * width, series.Buckets[^1].Number * width);
        var seconds = BucketWidths.ToFit(first, last, maxBuckets, series.WidthSeconds);
        var number = BucketWidths.Of(first, seconds);
        return new TimeScale(number, (int)(BucketWidths.Of(last, seconds) - number) + 1, seconds);
    }

    /// <summary>The bucket of a time; times beyond the ends count in the first or the last.</summary>
    public int PlaceOf(long micros) =>
        (int)Math.Clamp(BucketWidths.Of(micros, WidthSeconds) - First, 0, Count - 1);

    /// <summary>Where a bucket begins.</summary>
    public long StartOf(int place) => StartMicros + (place * WidthMicros);

    /// <summary>The values of a series whose buckets are no wider than these.</summary>
    public ImmutableArray<long> Spread(BucketSeries series, Func<BucketSums, long> value)
    {
        var sums = new long[Count];
        foreach (var bucket in series.Buckets)
        {
            sums[PlaceOf(bucket.Number * series.WidthSeconds * 1_000_000)] += value(bucket);
        }

        return [.. sums];
    }
}
