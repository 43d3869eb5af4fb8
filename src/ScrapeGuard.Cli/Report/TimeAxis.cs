namespace ScrapeGuard.Cli.Report;

/// <summary>Round times along a chart: full hours and days rather than what falls on a quarter of the width.</summary>
internal static class TimeAxis
{
    private const long Day = 86_400;

    /// <summary>Labels of hours are twice as long as those of days.</summary>
    private const int MaxHours = 5;
    private const int MaxDays = 7;

    private static readonly long[] Steps =
    [
        1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, Day, 2 * Day, 4 * Day, 7 * Day, 14 * Day,
        28 * Day, 56 * Day, 91 * Day, 182 * Day, 364 * Day, 3_640 * Day, 36_400 * Day,
    ];

    /// <summary>The ticks within a span.</summary>
    /// <param name="startMicros">Its start, in microseconds since 1970.</param>
    /// <param name="seconds">Its length, above 0.</param>
    /// <returns>Where each stands, 0 to 1, and its label.</returns>
    public static IEnumerable<(double Share, string Label)> Ticks(long startMicros, long seconds)
    {
        var step = StepOf(seconds);
        var stepMicros = (Int128)step * 1_000_000;
        var length = (Int128)seconds * 1_000_000;
        var first = ((startMicros / stepMicros) + (startMicros % stepMicros > 0 ? 1 : 0)) * stepMicros;
        for (var tick = first; tick <= startMicros + length; tick += stepMicros)
        {
            yield return ((double)(tick - startMicros) / (double)length, Shown.Tick((long)tick, step, seconds));
        }
    }

    private static long StepOf(long seconds)
    {
        var fit = Array.Find(Steps, step => seconds / step <= MaxTicks(step, seconds));
        return fit > 0 ? fit : Math.Max(Steps[^1], seconds / MaxDays);
    }

    private static int MaxTicks(long step, long seconds) => step < Day && seconds > Day ? MaxHours : MaxDays;
}
