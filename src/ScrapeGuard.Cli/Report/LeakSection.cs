using System.Collections.Immutable;

namespace ScrapeGuard.Cli.Report;

/// <summary>What flagged accounts carried off, and how much of it the suspensions keep in.</summary>
internal static class LeakSection
{
    public static void Write(HtmlPage page, ReplayReport report)
    {
        Fragments.OpenSection(page, "leak", "What was taken");
        if (report is not { Traffic: { } traffic, Leak: { TracksBefore.Length: > 0 } leak })
        {
            var why = report.Totals.FlaggedAccounts == 0
                ? "No account was flagged, so nothing counts as taken."
                : "What was taken over time was not gathered; the table below has each account's total.";
            page.Line($"<p class=\"empty\">{why}</p>");
            Fragments.CloseSection(page);
            return;
        }

        var (tracks, tracksAfter) = Sums(leak.TracksBefore, leak.TracksAfter);
        var (bytes, bytesAfter) = Sums(leak.BytesBefore, leak.BytesAfter);
        page.Line($"<p>Flagged accounts took {Shown.Count((long)tracks, "track")} and {Shown.Bytes(bytes)}. Of that, "
            + $"{Shown.Count((long)tracksAfter, "track")} ({Shown.Share(tracksAfter, tracks)}) and "
            + $"{Shown.Bytes(bytesAfter)} ({Shown.Share(bytesAfter, bytes)}) came after the suspension and would have "
            + $"been kept in.</p>");
        page.Constant("<ul class=\"legend\"><li class=\"before\">taken before suspension</li>"
            + "<li class=\"after\">after it: would have been kept in</li></ul><div class=\"pair\">");
        WriteChart(page, traffic, "Distinct tracks", leak.TracksBefore, leak.TracksAfter, ShowTracks);
        WriteChart(page, traffic, "Bytes", leak.BytesBefore, leak.BytesAfter, Shown.Bytes);
        page.Constant("</div>");
        Fragments.CloseSection(page);
    }

    private static string ShowTracks(double tracks) => Shown.Count((long)tracks);

    /// <summary>At the end of the capture. Sums of 64-bit numbers: a double can't overflow.</summary>
    private static (double All, double After) Sums(ImmutableArray<long> before, ImmutableArray<long> after) =>
        ((double)before[^1] + after[^1], after[^1]);

    private static void WriteChart(
        HtmlPage page, TrafficSeries traffic, string what, ImmutableArray<long> before, ImmutableArray<long> after,
        Func<double, string> show)
    {
        var merge = Buckets.Merge(before.Length, ReportLimits.MaxPoints);
        var seconds = traffic.BucketSeconds * merge;
        var (lower, upper) = (Buckets.Lasts(before, merge), Buckets.Lasts(after, merge));
        page.Line($"<figure><figcaption>{what}, cumulative</figcaption>");
        new AreaChart
        {
            Label = $"{what} taken by flagged accounts over time: {show(lower[^1])} before suspension and "
                + $"{show(upper[^1])} after it, at the end.",
            StartMicros = traffic.StartMicros,
            StepSeconds = seconds,
            Layers = [(lower, "before"), (upper, "after")],
            ShowValue = show,
            ShowPoint = i => $"{Shown.Time(traffic.StartMicros + ((i + 1) * seconds * 1_000_000))}: {show(lower[i])} "
                + $"before suspension, {show(upper[i])} after",
        }.Write(page);
        page.Constant("</figure>");
    }
}
