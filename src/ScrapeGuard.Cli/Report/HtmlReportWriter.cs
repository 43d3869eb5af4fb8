namespace ScrapeGuard.Cli.Report;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: styles and drawings are inline, there is no script, and a
/// content security policy forbids all requests. The same report gives the same bytes.
/// </summary>
public static class HtmlReportWriter
{
    /// <summary>Writes the whole document, in UTF-8 if the writer is.</summary>
    /// <param name="output">Lines are ended by a line feed.</param>
    /// <param name="report">Texts in it may be anything: they are escaped, and their reading direction is
    /// isolated.</param>
    /// <exception cref="IOException">The writer failed.</exception>
    public static void Write(TextWriter output, ReplayReport report)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(report);
        var page = new HtmlPage(output);
        var first = report.Captures.IsDefaultOrEmpty ? "" : $": {report.Captures[0]}";
        Fragments.OpenDocument(page, $"ScrapeGuard replay report{first}");
        HeaderSection.Write(page, report);
        WriteContents(page, report);
        page.Constant("<main id=\"main\">");
        HeaderSection.WriteNumbers(page, report);
        TrafficSection.Write(page, report);
        LeakSection.Write(page, report);
        AccountsSection.Write(page, report);
        ComparisonSection.Write(page, report);
        QualitySection.Write(page, report);
        DefinitionsSection.Write(page, report);
        page.Constant("</main>");
        page.Line($"<footer><p>{$"ScrapeGuard {report.ProgramVersion}".TrimEnd()}. This file needs no network. It "
            + $"names accounts: pass it on with care.</p></footer>");
        page.Constant("</body></html>");
    }

    private static void WriteContents(HtmlPage page, ReplayReport report)
    {
        page.Constant("""
            <nav aria-label="Sections"><ul><li><a href="#numbers">Numbers</a></li>
            <li><a href="#traffic">Traffic</a></li>
            <li><a href="#leak">Taken</a></li><li><a href="#accounts">Accounts</a></li>
            """);
        if (report.Comparison is not null)
        {
            page.Constant("<li><a href=\"#comparison\">Comparison</a></li>");
        }

        page.Constant("<li><a href=\"#quality\">Input</a></li><li><a href=\"#reading\">How to read this</a></li></ul>"
            + "</nav>");
    }
}
