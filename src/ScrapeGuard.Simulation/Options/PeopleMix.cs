using ScrapeGuard.Simulation.People;

namespace ScrapeGuard.Simulation;

/// <summary>
/// Shares of the kinds of people; weights, so they need not sum to 1. Which kind a person is depends on the seed, the
/// shares and the person's number only.
/// </summary>
public sealed record PeopleMix
{
    /// <summary>Listens by habit, mostly to what is known and liked. <value>0.78</value></summary>
    public double Listeners { get; init; } = 0.78;

    /// <summary>Listens much and hardly ever to the same twice in a week. <value>0.03</value></summary>
    public double Explorers { get; init; } = 0.03;

    /// <summary>Clicks through the catalogue, up to 600 entries an hour. <value>0.04</value></summary>
    public double CatalogueBrowsers { get; init; } = 0.04;

    /// <summary>A shop's radio: 8 to 10 hours a day. <value>0.02</value></summary>
    public double ShopRadios { get; init; } = 0.02;

    /// <summary>Two to five people on one account, at once. <value>0.04</value></summary>
    public double Families { get; init; } = 0.04;

    /// <summary>A player that reports some or none of the plays. <value>0.03</value></summary>
    public double ThirdPartyPlayers { get; init; } = 0.03;

    /// <summary>Downloads 25 to 45 tracks at once and plays them later. <value>0.02</value></summary>
    public double OfflineSyncers { get; init; } = 0.02;

    /// <summary>Goes abroad for some days. <value>0.015</value></summary>
    public double Travellers { get; init; } = 0.015;

    /// <summary>One of many behind one address. <value>0.015</value></summary>
    public double Dormitory { get; init; } = 0.015;

    /// <summary>Plays one album together with many others, at a set time. <value>0.01</value></summary>
    public double FanClub { get; init; } = 0.01;

    /// <summary>
    /// Tries track after track, most for less than a minute, many of which nobody else plays. <value>0</value>
    /// </summary>
    public double Djs { get; init; }

    /// <summary>Plays through what was released, album by album, on the days of releases. <value>0</value></summary>
    public double ReleaseBingers { get; init; }

    /// <summary>Behind a mobile carrier's few addresses, a new one each session. <value>0</value></summary>
    public double MobileCarrier { get; init; }

    /// <summary>
    /// An explorer who never plays anything twice and goes deeper: nobody measured does, and somebody will.
    /// <value>0</value>
    /// </summary>
    public double Wanderers { get; init; }

    /// <summary>The names of the kinds, as they stand in the truth.</summary>
    public static IReadOnlyList<string> Kinds => PersonKinds.All;

    /// <summary>No people of any kind: to be filled with <see cref="With"/>.</summary>
    public static PeopleMix Nobody { get; } = new()
    {
        Listeners = 0,
        Explorers = 0,
        CatalogueBrowsers = 0,
        ShopRadios = 0,
        Families = 0,
        ThirdPartyPlayers = 0,
        OfflineSyncers = 0,
        Travellers = 0,
        Dormitory = 0,
        FanClub = 0,
    };

    /// <summary>The mix with another share of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public PeopleMix With(string kind, double share) => PersonKinds.Parse(kind) switch
    {
        PersonKind.Listener => this with { Listeners = share },
        PersonKind.Explorer => this with { Explorers = share },
        PersonKind.CatalogueBrowser => this with { CatalogueBrowsers = share },
        PersonKind.ShopRadio => this with { ShopRadios = share },
        PersonKind.Family => this with { Families = share },
        PersonKind.ThirdPartyPlayer => this with { ThirdPartyPlayers = share },
        PersonKind.OfflineSyncer => this with { OfflineSyncers = share },
        PersonKind.Traveller => this with { Travellers = share },
        PersonKind.Dormitory => this with { Dormitory = share },
        PersonKind.FanClub => this with { FanClub = share },
        PersonKind.Dj => this with { Djs = share },
        PersonKind.ReleaseBinger => this with { ReleaseBingers = share },
        PersonKind.MobileCarrier => this with { MobileCarrier = share },
        PersonKind.Wanderer => this with { Wanderers = share },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "is no kind of people"),
    };

    internal IReadOnlyList<(string Key, double Share)> Shares =>
    [
        (nameof(Listeners), Listeners), (nameof(Explorers), Explorers),
        (nameof(CatalogueBrowsers), CatalogueBrowsers), (nameof(ShopRadios), ShopRadios),
        (nameof(Families), Families), (nameof(ThirdPartyPlayers), ThirdPartyPlayers),
        (nameof(OfflineSyncers), OfflineSyncers), (nameof(Travellers), Travellers),
        (nameof(Dormitory), Dormitory), (nameof(FanClub), FanClub), (nameof(Djs), Djs),
        (nameof(ReleaseBingers), ReleaseBingers), (nameof(MobileCarrier), MobileCarrier),
        (nameof(Wanderers), Wanderers),
    ];
}
