namespace ScrapeGuard.Cli.Report;

/// <summary>How far the input can be trusted.</summary>
internal static class QualitySection
{
    public static void Write(HtmlPage page, ReplayReport report)
    {
        var quality = report.Quality;
        Fragments.OpenSection(page, "quality", "Quality of the input");
        foreach (var warning in quality.Warnings.Take(ReportLimits.MaxListed))
        {
            page.Line($"<p class=\"warning\" role=\"note\"><strong>Warning:</strong> {HtmlText.Name(warning)}</p>");
        }

        if (quality.Warnings.Length > ReportLimits.MaxListed)
        {
            page.Line($"<p>{Shown.Count(quality.Warnings.Length - ReportLimits.MaxListed, "more warning")} left out."
                + $"</p>");
        }

        var lines = report.Totals.Events + quality.MalformedCount;
        page.Constant("<table class=\"counts\"><caption>What couldn't be used as it stood</caption><thead><tr>"
            + "<th scope=\"col\">What</th><th scope=\"col\" class=\"n\">Count</th>"
            + "<th scope=\"col\" class=\"n\">Of all lines</th></tr></thead><tbody>");
        Row(page, "Malformed lines", quality.MalformedCount, lines, "");
        foreach (var (reason, count) in quality.Malformed.OrderByDescending(reason => reason.Count)
            .Take(ReportLimits.MaxListed))
        {
            Row(page, reason, count, lines, "sub");
        }

        Row(page, "Late events, beyond the grace", quality.Late, lines, "");
        Row(page, "Duplicates, by event id", quality.Duplicates, lines, "");
        Row(page, "Implausible times", quality.ImplausibleTimes, lines, "");
        foreach (var (what, count) in quality.Dropped.Take(ReportLimits.MaxListed))
        {
            Row(page, what, count, lines, "");
        }

        page.Constant("</tbody></table>");
        Fragments.CloseSection(page);
    }

    private static void Row(HtmlPage page, string what, long count, long lines, string css) =>
        page.Line($"<tr class=\"{css}\"><th scope=\"row\">{what}</th><td class=\"n\">{Shown.Count(count)}</td>"
            + $"<td class=\"n\">{Shown.Share(count, lines)}</td></tr>");
}
