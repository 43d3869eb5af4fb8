using System.Text;
using ScrapeGuard.Campaigns.Leaks;
using ScrapeGuard.Cli.Extent;
using ScrapeGuard.Console.Sources;

namespace ScrapeGuard.Cli.ConsoleHost;

/// <summary>Extents for the console, in the forms of the command <c>extent</c>.</summary>
internal sealed class ExtentForms : IExtentForms
{
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    public void WriteJson(Stream output, LeakReport report) => ExtentJson.Write(output, report);

    public void WriteCsv(Stream output, LeakReport report)
    {
        using var text = new StreamWriter(output, Plain, leaveOpen: true) { NewLine = "\r\n" };
        ExtentCsv.Write(text, report);
    }

    public void WriteHtml(Stream output, LeakReport report)
    {
        using var text = new StreamWriter(output, Plain, leaveOpen: true) { NewLine = "\n" };
        ExtentPage.Write(text, report);
    }
}
