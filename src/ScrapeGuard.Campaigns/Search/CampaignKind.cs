namespace ScrapeGuard.Campaigns.Search;

/// <summary>What gave a campaign away.</summary>
public enum CampaignKind : byte
{
    /// <summary>Members share with others as people do, with each other next to nothing: they split work.</summary>
    Disjoint = 0,

    /// <summary>Members share next to nothing with anyone: they walk where nobody listens.</summary>
    Isolated = 1,

    /// <summary>Members come back to what people hold, and to nothing else of what they take: it is cover.</summary>
    Cover = 2,

    /// <summary>Members share with all people alike, as popularity alone gives: they have no taste.</summary>
    NoTaste = 3,

    /// <summary>Hardly two of its tracks are by one artist, where people have favourites.</summary>
    NoFavourites = 4,

    /// <summary>Members report what they play, and never come back to any of it.</summary>
    NoReturns = 5,
}
