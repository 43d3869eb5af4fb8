namespace ScrapeGuard.Simulation.People;

/// <summary>In the order of <see cref="PeopleMix.Shares"/>.</summary>
internal enum PersonKind
{
    Listener,
    Explorer,
    CatalogueBrowser,
    ShopRadio,
    Family,
    ThirdPartyPlayer,
    OfflineSyncer,
    Traveller,
    Dormitory,
    FanClub,
    Dj,
    ReleaseBinger,
    MobileCarrier,
    Wanderer,
}
