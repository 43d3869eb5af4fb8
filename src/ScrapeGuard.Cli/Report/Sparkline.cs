namespace ScrapeGuard.Cli.Report;

/// <summary>An account's events as small bars, with a stroke where it was suspended.</summary>
internal static class Sparkline
{
    private const double Height = 24;

    public static void Write(HtmlPage page, FlaggedAccount account, TrafficSeries traffic)
    {
        var merge = Buckets.Merge(account.Activity.Length, ReportLimits.MaxSparkBars);
        var bars = Buckets.Sums(account.Activity, merge);
        var max = Math.Max(1, bars.Max());
        var each = Shown.Duration(traffic.BucketSeconds * merge);
        page.Line($"<figure class=\"spark\"><svg viewBox=\"0 0 {bars.Length} {Height}\" preserveAspectRatio=\"none\" "
            + $"role=\"img\" aria-label=\"Events of the account since its first decision, at most "
            + $"{Shown.Count(max)} in {each}\">");
        for (var i = 0; i < bars.Length; i++)
        {
            if (bars[i] > 0)
            {
                // Never thinner than can be seen: one event matters as much here as a thousand.
                var height = Math.Max(1.2, bars[i] / (double)max * Height);
                page.Line($"<rect x=\"{i + 0.08}\" y=\"{Height - height}\" width=\"0.84\" height=\"{height}\"/>");
            }
        }

        if (account.SuspendedMicros is { } suspended)
        {
            var bucketMicros = traffic.BucketSeconds * 1_000_000.0 * merge;
            var x = Math.Clamp((suspended - traffic.StartMicros) / bucketMicros, 0, bars.Length);
            page.Line($"<path class=\"mark suspend\" d=\"M{x} 0V{Height}\"/>");
        }

        var stroke = account.SuspendedMicros is null ? "" : "; the red stroke is its suspension";
        page.Line($"</svg><figcaption>Events since its first decision, on the time of the whole capture, up to "
            + $"{Shown.Count(max)} in {each}{stroke}.</figcaption></figure>");
    }
}
