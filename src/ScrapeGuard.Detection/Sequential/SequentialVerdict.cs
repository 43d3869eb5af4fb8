namespace ScrapeGuard.Detection.Sequential;

/// <summary>What a sequential test says after an observation.</summary>
public enum SequentialVerdict
{
    /// <summary>Not decided yet.</summary>
    Continue = 0,

    Person = 1,

    Scraper = 2,
}
