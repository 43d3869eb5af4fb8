using ScrapeGuard.Campaigns.Leaks;

namespace ScrapeGuard.Console.Sources;

/// <summary>Writes an extent in the forms that the command <c>extent</c> has.</summary>
public interface IExtentForms
{
    void WriteJson(Stream output, LeakReport report);

    void WriteCsv(Stream output, LeakReport report);

    void WriteHtml(Stream output, LeakReport report);
}
