using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Report;

/// <summary>Whom another policy would gain and lose on the same traffic.</summary>
internal static class ComparisonSection
{
    public static void Write(HtmlPage page, ReplayReport report)
    {
        if (report.Comparison is not { } comparison)
        {
            return;
        }

        var gained = comparison.Differences.Count(account => account.Base == Verdict.None);
        var lost = comparison.Differences.Count(account => account.Other == Verdict.None);
        var changed = comparison.Differences.Length - gained - lost;
        Fragments.OpenSection(page, "comparison", "Compared with another policy");
        page.Line($"<p>The same traffic under {HtmlText.Name(comparison.Policy)} "
            + $"<span class=\"mode\">{(comparison.Mode == PolicyMode.Enforce ? "enforce" : "shadow")}</span> instead "
            + $"of {HtmlText.Name(report.Policy)}: {Shown.Count(gained, "account")} gained, {Shown.Count(lost)} "
            + $"lost, {Shown.Count(changed)} with another verdict.</p>");
        page.Line($"<table class=\"counts\"><caption>Accounts under each policy</caption><thead><tr><td></td>"
            + $"<th scope=\"col\" class=\"n\">{HtmlText.Name(report.Policy)}</th>"
            + $"<th scope=\"col\" class=\"n\">{HtmlText.Name(comparison.Policy)}</th></tr></thead><tbody>");
        page.Line($"<tr><th scope=\"row\">Flagged</th><td class=\"n\">{Shown.Count(comparison.Flagged.Base)}</td>"
            + $"<td class=\"n\">{Shown.Count(comparison.Flagged.Other)}</td></tr>");
        page.Line($"<tr><th scope=\"row\">Suspended</th><td class=\"n\">{Shown.Count(comparison.Suspended.Base)}</td>"
            + $"<td class=\"n\">{Shown.Count(comparison.Suspended.Other)}</td></tr></tbody></table>");
        if (comparison.Differences.IsEmpty)
        {
            page.Constant("<p class=\"empty\">The two policies agree on every account.</p>");
        }
        else
        {
            WriteDifferences(page, report, comparison);
        }

        Fragments.CloseSection(page);
    }

    private static void WriteDifferences(HtmlPage page, ReplayReport report, PolicyComparison comparison)
    {
        // The greatest change first: from nothing to a suspension, or the reverse.
        var shown = comparison.Differences
            .OrderByDescending(account => Math.Abs(account.Base.Severity() - account.Other.Severity()))
            .ThenByDescending(account => account.Score)
            .ThenBy(account => account.Account, StringComparer.Ordinal)
            .Take(ReportLimits.MaxAccounts)
            .ToList();
        var all = comparison.Differences.Length;
        var bound = shown.Count < all ? $": the {Shown.Count(shown.Count)} greatest changes of {Shown.Count(all)}" : "";
        page.Line($"<table class=\"wide\" role=\"table\"><caption>Accounts judged differently{bound}</caption>"
            + $"<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">Account</th>"
            + $"<th role=\"columnheader\" scope=\"col\">Change</th>"
            + $"<th role=\"columnheader\" scope=\"col\">{HtmlText.Name(report.Policy)}</th>"
            + $"<th role=\"columnheader\" scope=\"col\">{HtmlText.Name(comparison.Policy)}</th>"
            + $"<th role=\"columnheader\" scope=\"col\" class=\"n\">Score</th></tr></thead><tbody role=\"rowgroup\">");
        foreach (var account in shown)
        {
            var change = account.Base == Verdict.None ? "gained" : account.Other == Verdict.None ? "lost" : "changed";
            page.Line($"<tr role=\"row\"><th role=\"rowheader\" scope=\"row\">{HtmlText.Name(account.Account)}</th>"
                + $"<td role=\"cell\" data-label=\"Change\">{change}</td>"
                + $"<td role=\"cell\" data-label=\"{report.Policy}\">{Fragments.Verdict(account.Base)}</td>"
                + $"<td role=\"cell\" data-label=\"{comparison.Policy}\">{Fragments.Verdict(account.Other)}</td>"
                + $"<td role=\"cell\" data-label=\"Score\" class=\"n\">{Shown.Score(account.Score)}</td></tr>");
        }

        page.Constant("</tbody></table>");
    }
}
