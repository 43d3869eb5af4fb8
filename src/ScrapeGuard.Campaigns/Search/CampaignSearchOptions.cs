namespace ScrapeGuard.Campaigns.Search;

/// <summary>When accounts are a campaign.</summary>
public sealed record CampaignSearchOptions
{
    /// <summary>Tracks taken once that a candidate must have to be looked at.</summary>
    /// <value>Default 30.</value>
    public int MinTracks { get; init; } = 30;

    /// <summary>Tracks taken once that a person must have for candidates to be held against them.</summary>
    /// <value>Default 15.</value>
    public int MinTracksOfPeople { get; init; } = 15;

    /// <summary>People without whom nothing is said.</summary>
    /// <value>Default 25.</value>
    public int MinPeople { get; init; } = 25;

    /// <summary>Accounts of a campaign, at least.</summary>
    /// <value>Default 5.</value>
    public int MinMembers { get; init; } = 5;

    /// <summary>
    /// Evidence in nats, beyond what the choice among all groups of the size takes: a wrong campaign is then as likely
    /// as <c>exp(-MinEvidence)</c>, if pairs of people are independent of each other.
    /// </summary>
    /// <value>Default 20.</value>
    public double MinEvidence { get; init; } = 20;

    /// <summary>
    /// Share of the members with whom each one is disjoint, at least, of those with whom it should share something.
    /// </summary>
    /// <value>Default 0.8.</value>
    public double MinDisjointShare { get; init; } = 0.8;

    /// <summary>The same of a member that shares a trait with those among whom the group was found.</summary>
    /// <value>Default 0.5.</value>
    public double MinDisjointShareOfPools { get; init; } = 0.5;

    /// <summary>Evidence in nats that an isolated account must have by itself.</summary>
    /// <value>Default 8.</value>
    public double MinIsolatedEvidence { get; init; } = 8;

    /// <summary>
    /// The same in nats of an account of whose takings people hold so little that it is beyond hardly any of them
    /// (<see cref="UnheldShares"/>), whatever it takes as cover.
    /// </summary>
    /// <value>Default 6.</value>
    public double MinUnheldEvidence { get; init; } = 6;

    /// <summary>Evidence in nats that an account under cover must have by itself (<see cref="CoverTest"/>).</summary>
    /// <value>Default 8.</value>
    public double MinCoverEvidence { get; init; } = 8;

    /// <summary>The same of an account without a taste (<see cref="TasteTest"/>).</summary>
    /// <value>Default 8.</value>
    public double MinTasteEvidence { get; init; } = 8;

    /// <summary>The same of an account without favourites (<see cref="FavouritesTest"/>).</summary>
    /// <value>Default 8.</value>
    public double MinFavouritesEvidence { get; init; } = 8;

    /// <summary>
    /// The share of candidates that must be under cover, without a taste or favourites, or come back to nothing where
    /// hardly anybody listens: most candidates are people with fresh tastes, and of 450 five looked so at once by
    /// chance.
    /// </summary>
    /// <value>Default 0.02.</value>
    public double MinShareOfCandidates { get; init; } = 0.02;

    /// <summary>Whether so many of all candidates are more than look so by chance.</summary>
    public bool IsMoreThanChance(int members, int candidates) =>
        members >= Math.Max(MinMembers, MinShareOfCandidates * candidates);

    /// <summary>Every mistake, with key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Check(errors, nameof(MinTracks), MinTracks, 1);
        Check(errors, nameof(MinTracksOfPeople), MinTracksOfPeople, 1);
        Check(errors, nameof(MinPeople), MinPeople, 2);
        Check(errors, nameof(MinMembers), MinMembers, 2);
        Check(errors, nameof(MinEvidence), MinEvidence, 0);
        Check(errors, nameof(MinDisjointShare), MinDisjointShare, 0);
        Check(errors, nameof(MinDisjointShareOfPools), MinDisjointShareOfPools, 0);
        Check(errors, nameof(MinIsolatedEvidence), MinIsolatedEvidence, 0);
        Check(errors, nameof(MinUnheldEvidence), MinUnheldEvidence, 1);
        Check(errors, nameof(MinCoverEvidence), MinCoverEvidence, 1);
        Check(errors, nameof(MinTasteEvidence), MinTasteEvidence, 1);
        Check(errors, nameof(MinFavouritesEvidence), MinFavouritesEvidence, 1);
        Check(errors, nameof(MinShareOfCandidates), MinShareOfCandidates, 0);
        return errors;
    }

    private static void Check(List<string> errors, string key, double value, double least)
    {
        if (!(value >= least))
        {
            errors.Add($"{key} '{value}': must be at least {least}");
        }
    }
}
