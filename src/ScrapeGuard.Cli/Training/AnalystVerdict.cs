namespace ScrapeGuard.Cli.Training;

/// <summary>What an analyst found an account to be.</summary>
/// <param name="Account">Its name.</param>
/// <param name="IsScraper">Whether it scrapes; else a person.</param>
/// <param name="From">Begin of what was looked at; null when not said.</param>
/// <param name="To">Its end.</param>
/// <param name="By">Who says so.</param>
/// <param name="Why">The reason in words; empty when not said.</param>
internal sealed record AnalystVerdict(
    string Account, bool IsScraper, DateTimeOffset? From, DateTimeOffset? To, string By, string Why)
{
    public const string Person = "person";
    public const string Scraper = "scraper";
}
