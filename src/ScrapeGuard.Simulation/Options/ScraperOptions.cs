namespace ScrapeGuard.Simulation;

/// <summary>The order in which a campaign goes through the catalogue.</summary>
public enum ScrapeOrder
{
    Random,
    Sequential,
    PopularFirst,
}

/// <summary>How a campaign's accounts split the catalogue.</summary>
public enum ScrapePartition
{
    /// <summary>No track is planned for two accounts.</summary>
    Disjoint,

    /// <summary>Each account goes its own way through all of the catalogue.</summary>
    Overlapping,
}

/// <summary>What a campaign takes.</summary>
public enum ScrapeTarget
{
    Metadata,
    Audio,
}

/// <summary>
/// A campaign of scraping accounts. Two shapes: a machine makes a request every so many seconds; with
/// <see cref="TracksPerDay"/> over 0 an account instead takes so many new tracks a day, in sessions like a person's.
/// </summary>
public sealed record ScraperOptions
{
    /// <summary>The kind's name in the truth; letters, digits and dashes. <value>custom</value></summary>
    public string Kind { get; init; } = "custom";

    /// <summary>Campaign's name in the truth; null: the kind and its place in the list. <value>null</value></summary>
    public string? Campaign { get; init; }

    /// <summary>1 to 100,000. <value>1</value></summary>
    public int Accounts { get; init; } = 1;

    public ScrapeTarget Target { get; init; } = ScrapeTarget.Audio;

    /// <summary>Machine: mean time between requests (for audio: tracks); 0.02 to 86,400. <value>30</value></summary>
    public double SecondsPerRequest { get; init; } = 30;

    /// <summary>Track ids in a metadata call; 1 to 500. <value>50</value></summary>
    public int BatchSize { get; init; } = 50;

    /// <summary>Human shape: new tracks a day, give or take 20 %; 0 (machine) to 2,000. <value>0</value></summary>
    public int TracksPerDay { get; init; }

    public ScrapeOrder Order { get; init; } = ScrapeOrder.Random;

    public ScrapePartition Partition { get; init; } = ScrapePartition.Disjoint;

    /// <summary>Hours a day at work, from 8:00 local time; over 0, at most 24. <value>24</value></summary>
    public double ActiveHours { get; init; } = 24;

    /// <summary>Tracks at once before a pause for cooling down; 0 for none. <value>0</value></summary>
    public int BurstTracks { get; init; }

    /// <summary>Mean length of that pause, give or take a third. <value>90</value></summary>
    public double CooldownMinutes { get; init; } = 90;

    /// <summary>Share of audio tracks with a (false) report of a play. <value>0</value></summary>
    public double FakePlayShare { get; init; }

    /// <summary>Share of fetches that repeat known, popular tracks. <value>0</value></summary>
    public double RepeatShare { get; init; }

    /// <summary>Share of fetches with a search or a look at a page before. <value>0</value></summary>
    public double SearchShare { get; init; }

    /// <summary>Share of reported plays that were broken off early. <value>0</value></summary>
    public double SkipShare { get; init; }

    /// <summary>Addresses that an account goes through; 1 to 64. <value>1</value></summary>
    public int AddressPool { get; init; } = 1;

    /// <summary>Minutes on an address before the next; 0: one is drawn at each sign-in. <value>0</value></summary>
    public double AddressMinutes { get; init; }

    /// <summary>What its accounts have in common besides their work. <value>None</value></summary>
    public ScraperSharing Shared { get; init; }

    /// <summary>Homes' addresses rather than a hosting company's. <value>true</value></summary>
    public bool Residential { get; init; } = true;

    /// <summary>Day of the capture on which the campaign starts. <value>0</value></summary>
    public double StartDay { get; init; }

    /// <summary>Days of work before a pause; null for no pause. <value>null</value></summary>
    public double? PauseAfterDays { get; init; }

    /// <summary>Length of that pause. <value>2</value></summary>
    public double PauseDays { get; init; } = 2;

    /// <summary>
    /// Slow poisoning of what people's ranges are: the pace grows from a tenth to the whole over so many days; 0 for
    /// none. <value>0</value>
    /// </summary>
    public double RampDays { get; init; }

    /// <summary>
    /// Slow poisoning of popularity: share of fetches with a look at a page of what the campaign takes later, so that
    /// it seems well known by then. <value>0</value>
    /// </summary>
    public double PoisonShare { get; init; }

    /// <summary>
    /// An account is taken to be suspended after so many new tracks, and stops; 0: never. <value>0</value>
    /// </summary>
    public int SuspendedAfterTracks { get; init; }

    /// <summary>Days that the others of a campaign pause when one of it is suspended. <value>0</value></summary>
    public double LieLowDays { get; init; }
}
