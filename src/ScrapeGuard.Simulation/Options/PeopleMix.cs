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

    /// <summary>Downloads 100 to 300 tracks at once and plays them later. <value>0.02</value></summary>
    public double OfflineSyncers { get; init; } = 0.02;

    /// <summary>Goes abroad for some days. <value>0.015</value></summary>
    public double Travellers { get; init; } = 0.015;

    /// <summary>One of many behind one address. <value>0.015</value></summary>
    public double Dormitory { get; init; } = 0.015;

    /// <summary>Plays one album together with many others, at a set time. <value>0.01</value></summary>
    public double FanClub { get; init; } = 0.01;

    internal IReadOnlyList<(string Key, double Share)> Shares =>
    [
        (nameof(Listeners), Listeners), (nameof(Explorers), Explorers),
        (nameof(CatalogueBrowsers), CatalogueBrowsers), (nameof(ShopRadios), ShopRadios),
        (nameof(Families), Families), (nameof(ThirdPartyPlayers), ThirdPartyPlayers),
        (nameof(OfflineSyncers), OfflineSyncers), (nameof(Travellers), Travellers),
        (nameof(Dormitory), Dormitory), (nameof(FanClub), FanClub),
    ];
}
