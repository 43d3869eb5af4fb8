namespace ScrapeGuard.Cli.Report;

/// <summary>What the words mean, and how to make the report again.</summary>
internal static class DefinitionsSection
{
    public static void Write(HtmlPage page, ReplayReport report)
    {
        Fragments.OpenSection(page, "reading", "How to read this");
        page.Constant("""
            <dl class="words">
            <dt>Score</dt><dd>0 to 1; higher is more like a scraper. The table shows an account's highest.</dd>
            <dt>Verdict</dt><dd><b>observe</b>: worth a look, nothing is done. <b>throttle</b>: to be slowed down.
            <b>challenge</b>: to prove that a person is there. <b>suspend</b>: to be disabled, reversibly.
            <b>restore</b>: an earlier verdict no longer holds. The table shows the verdict at the end of the
            capture.</dd>
            <dt>Flagged</dt><dd>An account with at least one decision.</dd>
            <dt>People like this</dt><dd>95 % of people have at most (or, where less is suspicious, at least) this
            value. For a rule, it is the rule's bound.</dd>
            <dt>Weight</dt><dd>The reason's share in the score, 0 to 1.</dd>
            <dt>Tracks, audio tracks</dt><dd>Distinct catalogue entries of which anything, or audio, was served.</dd>
            <dt>Would have been kept in</dt><dd>What an account took after its first suspension. A replay can't hold
            an account back, so the capture shows what acting on the decision would have saved.
            Known is what an account had taken at its first decision, at its first suspension and at the end; in between
            the charts follow what its events served.</dd>
            <dt>Campaign</dt><dd>Accounts that act as one.</dd>
            <dt>Mode</dt><dd><b>enforce</b>: a service carries such decisions out. <b>shadow</b>: it only writes them.
            A replay never acts on anyone.</dd>
            <dt>Late</dt><dd>An event older than the account's newest by more than the policy's grace.</dd>
            <dt>Bytes</dt><dd>Decimal units: 1 GB is 1,000,000,000 bytes.</dd>
            <dt>Times</dt><dd>Event times, in UTC. The same input, policy and model give the same decisions on any
            machine.</dd>
            </dl>
            <h3 id="again">Make this report again</h3>
            """);
        page.Line($"<pre tabindex=\"0\" aria-labelledby=\"again\"><code>{report.CommandLine}</code></pre>");
        Fragments.CloseSection(page);
    }
}
