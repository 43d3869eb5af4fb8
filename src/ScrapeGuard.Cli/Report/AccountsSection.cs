using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Report;

/// <summary>The flagged accounts, worst first, each with its story folded away.</summary>
internal static class AccountsSection
{
    private const int Columns = 9;
    private const int TopReasons = 2;

    /// <summary>What weighs less than this part of the heaviest reason is for who opens the row.</summary>
    private const double WorthSaying = 0.1;

    public static void Write(HtmlPage page, ReplayReport report)
    {
        Fragments.OpenSection(page, "accounts", "Flagged accounts");
        if (report.Flagged.IsDefaultOrEmpty)
        {
            page.Constant("<p class=\"empty\">No account was flagged: nobody's score reached the threshold to "
                + "observe, and no rule was broken.</p>");
            Fragments.CloseSection(page);
            return;
        }

        var worst = FlaggedAccount.WorstFirst(report.Flagged).Take(ReportLimits.MaxAccounts).ToList();
        var all = Math.Max(report.Totals.FlaggedAccounts, report.Flagged.Length);
        var which = worst.Count < all
            ? $"The worst {Shown.Count(worst.Count)} of {Shown.Count(all)} flagged accounts; "
                + "the file of decisions holds "
                + "them all."
            : $"All {Shown.Count(all)} flagged, worst first.";
        page.Line($"<p>{which} Open a row to see why.</p>");
        page.Constant("""
            <table class="accounts" role="table"><caption class="quiet">Flagged accounts, worst first</caption>
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Account</th>
            <th role="columnheader" scope="col">Verdict</th><th role="columnheader" scope="col" class="n">Score</th>
            <th role="columnheader" scope="col">First decision (UTC)</th>
            <th role="columnheader" scope="col">Suspended (UTC)</th>
            <th role="columnheader" scope="col" class="n">Tracks</th>
            <th role="columnheader" scope="col" class="n">Audio tracks</th>
            <th role="columnheader" scope="col" class="n">Bytes</th>
            <th role="columnheader" scope="col">Campaign</th></tr></thead>
            """);
        foreach (var account in worst)
        {
            WriteRows(page, account, report.Traffic);
        }

        page.Constant("</table>");
        Fragments.CloseSection(page);
    }

    private static void WriteRows(HtmlPage page, FlaggedAccount account, TrafficSeries? traffic)
    {
        var campaign = account.Campaign is null ? new Markup("<span class=\"none\">none</span>")
            : HtmlText.Name(account.Campaign);
        page.Constant("<tbody role=\"rowgroup\"><tr role=\"row\" class=\"account\">");
        page.Line($"<th role=\"rowheader\" scope=\"row\">{HtmlText.Name(account.Account)}</th>");
        page.Line($"<td role=\"cell\" data-label=\"Verdict\">{Fragments.Verdict(account.Verdict)}{Before(account)}"
            + $"</td>");
        page.Line($"<td role=\"cell\" data-label=\"Score\" class=\"n\">{Shown.Score(account.Score)}</td>");
        page.Line($"<td role=\"cell\" data-label=\"First decision "
            + $"(UTC)\">{Fragments.ColumnTime(account.FirstDecisionMicros)}</td>");
        page.Line($"<td role=\"cell\" data-label=\"Suspended (UTC)\">{Fragments.ColumnTime(account.SuspendedMicros)}"
            + $"</td>");
        page.Line($"<td role=\"cell\" data-label=\"Tracks\" class=\"n\">{Shown.Count(account.Exposure.Tracks)}</td>");
        page.Line($"<td role=\"cell\" data-label=\"Audio tracks\" "
            + $"class=\"n\">{Shown.Count(account.Exposure.AudioTracks)}</td>");
        page.Line($"<td role=\"cell\" data-label=\"Bytes\" class=\"n\">{Shown.Bytes(account.Exposure.Bytes)}</td>");
        page.Line($"<td role=\"cell\" data-label=\"Campaign\">{campaign}</td></tr>");
        page.Line($"<tr role=\"row\" class=\"why\"><td role=\"cell\" colspan=\"{Columns}\"><details>"
            + $"<summary>{TopSentence(account.Worst)}</summary>");
        AccountDetails.Write(page, account, traffic);
        page.Constant("</details></td></tr></tbody>");
    }

    /// <summary>Why an account stands where it does, when its verdict at the end is milder than its worst.</summary>
    private static Markup Before(FlaggedAccount account) =>
        account.Worst.Verdict == account.Verdict
            ? default
            : new Markup($"<small>after {VerdictNames.Of(account.Worst.Verdict)}</small>");

    private static string TopSentence(Decision decision)
    {
        if (decision.Reasons.IsDefaultOrEmpty)
        {
            return "No reason was recorded.";
        }

        var heaviest = decision.Reasons.Max(reason => reason.Weight);
        var top = decision.Reasons.Where((reason, i) => i == 0 || reason.Weight >= heaviest * WorthSaying)
            .Take(TopReasons).ToList();
        var sentence = string.Join(". ", top.Select(reason => Capital(ReasonText.Of(reason))));
        var more = decision.Reasons.Length - top.Count;
        return sentence + (more > 0 ? $". And {Shown.Count(more, "more reason")}." : ".");
    }

    /// <summary>Codes stay as they are: they are names.</summary>
    private static string Capital(string sentence) =>
        sentence.Contains(' ') && !sentence.AsSpan(0, sentence.IndexOf(' ')).Contains('.')
            ? char.ToUpperInvariant(sentence[0]) + sentence[1..]
            : sentence;
}
