namespace ScrapeGuard.Cli.Report;

/// <summary>An axis from 0 with round ticks.</summary>
internal static class Axis
{
    private static readonly double[] RoundSteps = [1, 2, 2.5, 5, 10];

    /// <summary>The step of two to five ticks up to <paramref name="max"/>; 1 when there is nothing to show.</summary>
    public static double Step(double max)
    {
        if (max <= 1)
        {
            return 1;
        }

        var rough = max / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        // Counts are whole: no tick between 0 and 1.
        return Math.Max(1, RoundSteps.First(step => step * power >= rough * 0.999) * power);
    }

    /// <summary>The end of the axis: the first tick at or above <paramref name="max"/>.</summary>
    public static double End(double max) => Math.Max(1, Math.Ceiling(max / Step(max))) * Step(max);
}
