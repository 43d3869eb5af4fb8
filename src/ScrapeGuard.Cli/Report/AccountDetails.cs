using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Report;

/// <summary>The story of one account: its activity, and each decision with all its reasons.</summary>
internal static class AccountDetails
{
    public static void Write(HtmlPage page, FlaggedAccount account, TrafficSeries? traffic)
    {
        page.Constant("<div class=\"story\">");
        if (traffic is not null && !account.Activity.IsDefaultOrEmpty)
        {
            Sparkline.Write(page, account, traffic);
        }

        page.Line($"<h3>{Shown.Count(account.AllDecisions, "decision")}</h3><ol class=\"timeline\">");
        foreach (var decision in account.Decisions.Take(ReportLimits.MaxDecisions))
        {
            WriteDecision(page, decision);
        }

        var more = account.AllDecisions - Math.Min(account.Decisions.Length, ReportLimits.MaxDecisions);
        if (more > 0)
        {
            page.Line($"<li>{Shown.Count(more)} more {(more == 1 ? "is" : "are")} in the file of decisions.</li>");
        }

        page.Constant("</ol></div>");
    }

    private static void WriteDecision(HtmlPage page, Decision decision)
    {
        var exposure = decision.Exposure;
        page.Line($"<li><p>{Fragments.Verdict(decision.Verdict)} {Fragments.Time(decision.TimeMicros)} "
            + $"<span class=\"meta\">score {Shown.Score(decision.Score)}; until then "
            + $"{Shown.Count(exposure.Tracks, "track")}, {Shown.Count(exposure.AudioTracks)} with audio, "
            + $"{Shown.Bytes(exposure.Bytes)}</span></p>");
        if (!decision.Reasons.IsDefaultOrEmpty)
        {
            WriteReasons(page, decision);
        }

        page.Constant("</li>");
    }

    private static void WriteReasons(HtmlPage page, Decision decision)
    {
        page.Constant("<table class=\"reasons\"><caption class=\"quiet\">Reasons, heaviest first</caption><thead><tr>"
            + "<th scope=\"col\">Reason</th><th scope=\"col\" class=\"n\">Value</th>"
            + "<th scope=\"col\" class=\"n\">Expected</th><th scope=\"col\">Weight</th></tr></thead><tbody>");
        foreach (var reason in decision.Reasons.Take(ReportLimits.MaxReasons))
        {
            var width = double.IsFinite(reason.Weight) ? Math.Clamp(reason.Weight, 0, 1) * 100 : 0;
            var code = ReasonText.IsKnown(reason.Code)
                ? new Markup($" <code>{HtmlText.Escape(reason.Code)}</code>")
                : default;
            page.Line($"<tr><th scope=\"row\">{ReasonText.Of(reason)}{code}</th>"
                + $"<td class=\"n\">{ReasonText.Value(reason.Code, reason.Value)}</td>"
                + $"<td class=\"n\">{ReasonText.Value(reason.Code, reason.Expected)}</td><td><span class=\"bar\">"
                + $"<span style=\"width:{width}%\"></span></span> {Shown.Weight(reason.Weight)}</td></tr>");
        }

        page.Constant("</tbody></table>");
        if (decision.Reasons.Length > ReportLimits.MaxReasons)
        {
            var rest = Shown.Count(decision.Reasons.Length - ReportLimits.MaxReasons, "lighter reason");
            page.Line($"<p class=\"meta\">{rest} left out.</p>");
        }
    }
}
