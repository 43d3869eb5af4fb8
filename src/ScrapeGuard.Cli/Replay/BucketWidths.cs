namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// Lengths of time that a chart's points may stand for: each a round one, and a multiple of the one before, so that
/// fine buckets add up to coarse ones.
/// </summary>
internal static class BucketWidths
{
    private const long Day = 86_400;

    // 100 years at the end: with a few hundred points it spans the calendar.
    private static readonly long[] Seconds =
    [
        1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, Day, 7 * Day, 28 * Day, 364 * Day,
        3_640 * Day, 36_400 * Day,
    ];

    /// <summary>The finest width, in seconds.</summary>
    public static long Finest => Seconds[0];

    /// <summary>The next coarser width; the coarsest's is itself.</summary>
    public static long Coarser(long seconds) =>
        Seconds[Math.Min(Array.IndexOf(Seconds, seconds) + 1, Seconds.Length - 1)];

    /// <summary>The finest width, not below another one, at which a span takes so many buckets at most.</summary>
    public static long ToFit(long firstMicros, long lastMicros, int maxBuckets, long atLeast)
    {
        var width = atLeast;
        while (Of(lastMicros, width) - Of(firstMicros, width) >= maxBuckets && Coarser(width) != width)
        {
            width = Coarser(width);
        }

        return width;
    }

    /// <summary>The number of the bucket that a time lies in, counted from 1970.</summary>
    public static long Of(long micros, long seconds) => (long)Math.Floor((decimal)micros / (seconds * 1_000_000m));
}
