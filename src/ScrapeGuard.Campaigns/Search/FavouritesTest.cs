namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds candidates without favourites: hardly two of their tracks are by one artist (<see cref="Favourites"/>), and
/// they come back to next to nothing.
/// </summary>
internal sealed class FavouritesTest
{
    /// <summary>
    /// The share of its tracks to which it comes back, at most: who follows radios and playlists has few tracks of each
    /// artist too, and comes back to more; mimics came to 0.14.
    /// </summary>
    private const double MostReturned = 0.12;

    /// <summary>The same where near pairs tell explorers apart (<see cref="Favourites.UsualNear"/>).</summary>
    private const double MostReturnedBesideNear = 0.2;

    /// <summary>Hours of the clock in which it took its tracks, at least: a party's playlist is an evening.</summary>
    private const int FewestHours = 8;

    /// <summary>Pairs of 100,000: what is told.</summary>
    private const double PerHundredThousand = 100_000;

    private readonly IReadOnlyList<SearchAccount> _accounts;
    private readonly GroupOfEach _groups;
    private readonly Favourites _favourites;
    private readonly Lazy<Tastes> _tastes;
    private readonly CampaignSearchOptions _options;

    /// <param name="accounts">All accounts.</param>
    /// <param name="traits">What they share besides.</param>
    /// <param name="favourites">What people have.</param>
    /// <param name="tastes">How unevenly people share.</param>
    /// <param name="options">When accounts are a campaign.</param>
    public FavouritesTest(
        IReadOnlyList<SearchAccount> accounts, TraitTable traits, Favourites favourites, Lazy<Tastes> tastes,
        CampaignSearchOptions options)
    {
        (_accounts, _favourites, _tastes, _options) = (accounts, favourites, tastes, options);
        _groups = new GroupOfEach(accounts, traits, options);
    }

    /// <summary>The accounts without favourites, if they are enough.</summary>
    public FoundGroup? Find(IReadOnlyList<int> candidates)
    {
        if (_favourites.OfFew <= 0)
        {
            return null;
        }

        var evidenceOf = candidates.Where(a => IsKnown(_accounts[a]))
            .ToDictionary(a => a, a => _favourites.EvidenceOf(_accounts[a]));
        List<int> members =
        [
            .. evidenceOf.Where(pair => pair.Value >= _options.MinFavouritesEvidence).Select(pair => pair.Key),
        ];
        if (members.Count < _options.MinMembers)
        {
            return null;
        }

        members.RemoveAll(a => _tastes.Value.HasTaste(_accounts[a]));
        return _groups.Of(CampaignKind.NoFavourites, members, candidates.Count, a => evidenceOf[a], ToMember);
    }

    /// <summary>Whether it took its tracks for long enough, and came back to little enough to be looked at.</summary>
    private bool IsKnown(SearchAccount account) =>
        account.Returned.Length <= (_favourites.UsualNear > 0 ? MostReturnedBesideNear : MostReturned) * account.Taken
        && account.Hours >= FewestHours;

    /// <summary>How many of 100,000 pairs of tracks are by one artist: of people's, and of the account's.</summary>
    private FoundMember ToMember(int a, SharedTraits shared) => new(
        _accounts[a].Key, PerHundredThousand * _favourites.Usual,
        PerHundredThousand * ArtistPairs.Of(_accounts[a]).Share, Shared: shared);
}
