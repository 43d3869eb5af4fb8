namespace ScrapeGuard.Simulation.Randomness;

/// <summary>
/// The purposes that chance is drawn for. Each has streams of its own, so that more of one (scrapers) changes
/// nothing of another (people).
/// </summary>
internal static class Streams
{
    public const ulong Catalogue = 1;
    public const ulong Person = 2;
    public const ulong Scraper = 3;
    public const ulong Campaign = 4;
    public const ulong SharedPlace = 5;
    public const ulong FanClub = 6;
    public const ulong PersonName = 7;
    public const ulong ScraperName = 8;
    public const ulong Scale = 9;
    public const ulong ScaleName = 10;
    public const ulong Voice = 11;
    public const ulong Playlist = 12;
    public const ulong CommonFace = 13;
}
