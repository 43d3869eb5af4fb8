namespace ScrapeGuard.Simulation;

/// <summary>What is simulated. The same options give the same bytes.</summary>
public sealed record SimulationOptions
{
    /// <summary>Seed of all chance. <value>1</value></summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Time of the capture's start. <value>2026-01-05T00:00:00Z, a Monday</value></summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Length of the capture, in days; over 0, at most 3,650. <value>7</value></summary>
    public double Days { get; init; } = 7;

    /// <summary>Accounts of people; 0 to 1,000,000. <value>1,000</value></summary>
    public int People { get; init; } = 1_000;

    /// <summary>Shares of the kinds of people. <value>see <see cref="PeopleMix"/></value></summary>
    public PeopleMix Mix { get; init; } = new();

    /// <summary>
    /// The scrapers; null takes <see cref="ScraperPresets.DefaultMix"/> for the number of people. <value>null</value>
    /// </summary>
    public IReadOnlyList<ScraperOptions>? Scrapers { get; init; }

    /// <summary>Tracks in the catalogue; 1,000 to 20,000,000. <value>200,000</value></summary>
    public int CatalogueTracks { get; init; } = 200_000;

    /// <summary>The capture ends after this many events; null for no limit. <value>null</value></summary>
    public long? MaxEvents { get; init; }

    /// <summary>Cheap traffic for benchmarks instead of people and scrapers. <value>null</value></summary>
    public ScaleOptions? Scale { get; init; }

    /// <summary>
    /// Exactly <paramref name="events"/> events spread over <paramref name="accounts"/> accounts within the capture's
    /// days, at least one for each account if there are as many events.
    /// </summary>
    public static SimulationOptions ForScale(int accounts, long events) =>
        new() { People = 0, Scrapers = [], Scale = new ScaleOptions { Accounts = accounts, Events = events } };
}
