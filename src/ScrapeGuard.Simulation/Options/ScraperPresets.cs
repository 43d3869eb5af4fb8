namespace ScrapeGuard.Simulation;

/// <summary>Scrapers as seen, from the loud to the quiet.</summary>
public static class ScraperPresets
{
    /// <summary>50 ids a call, a call a second.</summary>
    public static ScraperOptions LoudMetadata { get; } = new()
    {
        Kind = "loud-metadata",
        Target = ScrapeTarget.Metadata,
        SecondsPerRequest = 1,
        Order = ScrapeOrder.Sequential,
        Residential = false,
    };

    /// <summary>A track each 5 s, round the clock, never played.</summary>
    public static ScraperOptions LoudAudio { get; } = new() { Kind = "loud-audio", SecondsPerRequest = 5 };

    /// <summary>28 to 30 tracks at once, then cut off for an hour or two.</summary>
    public static ScraperOptions BurstAudio { get; } = new()
    {
        Kind = "burst-audio",
        SecondsPerRequest = 1,
        BurstTracks = 29,
    };

    /// <summary>A call of 50 ids each 20 s, round the clock.</summary>
    public static ScraperOptions SteadyMetadata { get; } = new()
    {
        Kind = "steady-metadata",
        Target = ScrapeTarget.Metadata,
        SecondsPerRequest = 20,
        Order = ScrapeOrder.Sequential,
    };

    /// <summary>A track each 30 s, round the clock.</summary>
    public static ScraperOptions SteadyAudio { get; } = new() { Kind = "steady-audio", SecondsPerRequest = 30 };

    /// <summary>A track each 45 s for 16 hours a day, half of them reported as played.</summary>
    public static ScraperOptions HumanHoursAudio { get; } = new()
    {
        Kind = "human-hours-audio",
        SecondsPerRequest = 45,
        ActiveHours = 16,
        FakePlayShare = 0.5,
        AddressPool = 2,
    };

    /// <summary>A campaign below what any person stands out by: 40 to 60 new tracks a day each, none twice.</summary>
    public static ScraperOptions QuietSwarm { get; } = new()
    {
        Kind = "quiet-swarm",
        Accounts = 12,
        TracksPerDay = 50,
        ActiveHours = 15,
        FakePlayShare = 1,
        AddressPool = 3,
    };

    /// <summary>The same with repeats, searches and skips, the popular tracks first.</summary>
    public static ScraperOptions MimicSwarm { get; } = QuietSwarm with
    {
        Kind = "mimic-swarm",
        Order = ScrapeOrder.PopularFirst,
        RepeatShare = 0.4,
        SearchShare = 0.15,
        SkipShare = 0.15,
        FakePlayShare = 0.97,
    };

    /// <summary>Several accounts that all take the head of the catalogue first.</summary>
    public static ScraperOptions PopularFirst { get; } = new()
    {
        Kind = "popular-first",
        Accounts = 3,
        SecondsPerRequest = 60,
        ActiveHours = 18,
        Order = ScrapeOrder.PopularFirst,
        Partition = ScrapePartition.Overlapping,
        FakePlayShare = 0.2,
        AddressPool = 4,
    };

    /// <summary>A track each 30 s and nothing more: what dials start from.</summary>
    public static ScraperOptions Custom { get; } = new();

    /// <summary>Every preset, from the loud to the quiet.</summary>
    public static IReadOnlyList<ScraperOptions> All { get; } =
    [
        LoudMetadata, LoudAudio, BurstAudio, SteadyMetadata, SteadyAudio, HumanHoursAudio, PopularFirst, QuietSwarm,
        MimicSwarm,
    ];

    /// <summary>
    /// One campaign of each kind: lone kinds have one account and one more for each 1,000 people, swarms at least 6
    /// accounts and one for each 80 people.
    /// </summary>
    public static IReadOnlyList<ScraperOptions> DefaultMix(int people)
    {
        var lone = 1 + (people / 1_000);
        var swarm = Math.Max(6, people / 80);
        return
        [
            LoudMetadata, LoudAudio, BurstAudio with { Accounts = lone }, SteadyMetadata,
            SteadyAudio with { Accounts = lone }, HumanHoursAudio with { Accounts = lone },
            PopularFirst with { Accounts = 2 + (people / 2_000) }, QuietSwarm with { Accounts = swarm },
            MimicSwarm with { Accounts = swarm },
        ];
    }
}
