namespace ScrapeGuard.Simulation.Truth;

/// <summary>What is true of one account of a capture.</summary>
/// <param name="Account">The name in the events.</param>
/// <param name="Label"><c>person</c> or <c>scraper</c>.</param>
/// <param name="Kind">Kind of person or scraper.</param>
/// <param name="Campaign">The scrapers that share one plan; null for people and lone scrapers.</param>
/// <param name="Events">Lines of the capture.</param>
/// <param name="Tracks">Distinct track ids in its lines of status 200, whatever the operation.</param>
/// <param name="AudioTracks">Distinct track ids in its lines of operation <c>audio</c> and status 200.</param>
/// <param name="Bytes">Sum of bytes over all of its lines.</param>
/// <param name="Wanted">Tracks its scraping plan asked for within the capture; 0 for people.</param>
public sealed record AccountTruth(
    string Account,
    string Label,
    string Kind,
    string? Campaign,
    long Events,
    long Tracks,
    long AudioTracks,
    long Bytes,
    long Wanted);
