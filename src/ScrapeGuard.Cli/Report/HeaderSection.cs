using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Report;

/// <summary>What was replayed, and the result in one sentence and a row of numbers.</summary>
internal static class HeaderSection
{
    public static void Write(HtmlPage page, ReplayReport report)
    {
        page.Constant("<header><p class=\"brand\">ScrapeGuard</p><h1>Replay report</h1>");
        page.Line($"<p class=\"lead\">{Lead(report.Totals)}</p><dl class=\"facts\">");
        WriteCaptures(page, report);
        page.Constant("<div><dt>Time of the events</dt><dd>");
        if (report.Totals.Span is { } span)
        {
            page.Line($"{Fragments.Time(span.FirstMicros)} to {Fragments.Time(span.LastMicros)} "
                + $"<span class=\"keep\">({Shown.Duration((span.LastMicros - span.FirstMicros) / 1e6)})</span>");
        }
        else
        {
            page.Constant("no event");
        }

        var mode = report.Mode == PolicyMode.Enforce ? "enforce" : "shadow";
        page.Line($"</dd></div><div><dt>Policy</dt><dd>{HtmlText.Name(report.Policy)} "
            + $"<span class=\"mode\">{mode}</span></dd></div>");
        page.Line($"<div><dt>Model</dt><dd>{HtmlText.Name(report.Model)}</dd></div></dl></header>");
    }

    /// <summary>The tiles.</summary>
    public static void WriteNumbers(HtmlPage page, ReplayReport report)
    {
        var totals = report.Totals;
        Fragments.OpenSection(page, "numbers", "In numbers");
        page.Constant("<dl class=\"tiles\">");
        Tile(page, "Events", Shown.Count(totals.Events), "");
        Tile(page, "Accounts", Shown.Count(totals.Accounts), $"{Shown.Count(totals.FlaggedAccounts)} flagged");
        Tile(page, "Suspended", Shown.Count(totals.SuspendedAccounts),
            $"{Shown.Share(totals.SuspendedAccounts, totals.Accounts)} "
            + $"of accounts");
        Tile(page, "Malformed lines", Shown.Count(report.Quality.MalformedCount), "not events");
        Tile(page, "Late events", Shown.Count(report.Quality.Late), "beyond the grace");
        Tile(page, "Time taken", Shown.Duration(totals.Seconds), "");
        Tile(page, "Pace", Shown.Count((long)totals.EventsPerSecond), "events a second");
        Tile(page, "Peak memory", totals.PeakMemoryBytes > 0 ? Shown.Bytes(totals.PeakMemoryBytes) : "not known", "");
        page.Constant("</dl><h3>Decisions by verdict</h3><dl class=\"verdicts\">");
        Verdict[] verdicts = [Verdict.Observe, Verdict.Throttle, Verdict.Challenge, Verdict.Suspend, Verdict.Restore];
        foreach (var verdict in verdicts)
        {
            var count = Shown.Count(totals.Decisions.GetValueOrDefault(verdict));
            page.Line($"<div><dt>{Fragments.Verdict(verdict)}</dt><dd>{count}</dd></div>");
        }

        page.Constant("</dl>");
        Fragments.CloseSection(page);
    }

    private static string Lead(ReplayTotals totals) =>
        totals.Events == 0 ? "The captures hold no event, so there is nothing to judge."
        : totals.FlaggedAccounts == 0
            ? $"None of {Shown.Count(totals.Accounts, "account")} was flagged in {Shown.Count(totals.Events, "event")}."
        : $"{Shown.Count(totals.FlaggedAccounts)} of {Shown.Count(totals.Accounts, "account")} "
            + $"{(totals.FlaggedAccounts == 1 ? "was" : "were")} flagged in {Shown.Count(totals.Events, "event")}; "
            + $"{Shown.Count(totals.SuspendedAccounts)} {(totals.SuspendedAccounts == 1 ? "was" : "were")} suspended.";

    private static void WriteCaptures(HtmlPage page, ReplayReport report)
    {
        page.Line($"<div><dt>{(report.Captures.Length == 1 ? "Capture" : "Captures")}</dt><dd>");
        foreach (var capture in report.Captures.Take(ReportLimits.MaxListed))
        {
            page.Line($"<span class=\"file\">{HtmlText.Name(capture)}</span>");
        }

        if (report.Captures.Length > ReportLimits.MaxListed)
        {
            page.Line($"and {Shown.Count(report.Captures.Length - ReportLimits.MaxListed)} more");
        }

        page.Constant("</dd></div>");
    }

    private static void Tile(HtmlPage page, string name, string value, string note) =>
        page.Line($"<div><dt>{name}</dt><dd><b>{value}</b> <small>{note}</small></dd></div>");
}
