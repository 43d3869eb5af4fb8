namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds candidates that come back to what people hold, and hardly ever to what nobody does: the one is cover, the
/// other a list. What people like they come back to, however few others like it. The evidence is the logarithm of the
/// likelihood ratio of two rates of return against one (half of the G of a G-test, S. Wilks 1938), and of a share that
/// nobody holds against that which few people have (<see cref="UnheldShares"/>).
/// </summary>
internal sealed class CoverTest
{
    /// <summary>Tracks that nobody holds, at least, and hours of the clock in which it took them.</summary>
    private const int FewestUnheld = 30;
    private const int FewestHours = 8;

    /// <summary>Tracks that people hold, at least: without cover there is no rate to hold the other against.</summary>
    private const int FewestHeld = 5;

    /// <summary>
    /// The share of what people hold to which it comes back, at least: explorers, who hardly ever come back to
    /// anything, come back by chance to what is popular.
    /// </summary>
    private const double LeastReturnedOfHeld = 0.3;

    /// <summary>
    /// The share of what nobody holds to which it comes back, at most: of 2,200 people one was at 0.15, and at 0.56 of
    /// what others hold.
    /// </summary>
    private const double MostReturnedOfUnheld = 0.12;

    /// <summary>
    /// Nats that the two rates must say by themselves: of a share alone there are people with odd tastes.
    /// </summary>
    private const double LeastOfRates = 3;

    private readonly IReadOnlyList<SearchAccount> _accounts;
    private readonly GroupOfEach _groups;
    private readonly UnheldShares _unheld;
    private readonly CampaignSearchOptions _options;

    public CoverTest(
        IReadOnlyList<SearchAccount> accounts, TraitTable traits, UnheldShares unheld, CampaignSearchOptions options) =>
        (_accounts, _groups, _unheld, _options) =
            (accounts, new GroupOfEach(accounts, traits, options), unheld, options);

    /// <summary>The accounts that are under cover, if they are enough.</summary>
    public FoundGroup? Find(IReadOnlyList<int> candidates)
    {
        var evidenceOf = candidates.ToDictionary(a => a, a => EvidenceOf(_accounts[a]));
        var members = candidates.Where(a => evidenceOf[a] >= _options.MinCoverEvidence).ToList();
        Minorities.Remove(members, _options.MinMembers, a => _unheld.TracksOf(_accounts[a]));
        return _groups.Of(CampaignKind.Cover, members, candidates.Count, a => evidenceOf[a], ToMember);
    }

    /// <summary>Evidence in nats that an account is under cover; 0: too little is known, or it is not.</summary>
    internal double EvidenceOf(SearchAccount account)
    {
        var count = _unheld.Of(account);
        var (held, returned) = HeldOf(account, count);
        if (!_unheld.IsTelling || count.Unheld < FewestUnheld || held < FewestHeld
            || returned < LeastReturnedOfHeld * held
            || count.Returned > MostReturnedOfUnheld * count.Unheld || count.Share < _unheld.Usual)
        {
            return 0;
        }

        var ofRates = Nats(returned, held) + Nats(count.Returned, count.Unheld)
            - Nats(returned + count.Returned, held + count.Unheld);
        return ofRates < LeastOfRates || _unheld.HoursOf(account) < FewestHours
            ? 0
            : ofRates + UnheldShares.NatsBeyond(count, _unheld.OfFew);
    }

    /// <summary>
    /// Tracks that nobody holds to which it would come back as it does to others, and to which it does.
    /// </summary>
    private FoundMember ToMember(int a, SharedTraits shared)
    {
        var count = _unheld.Of(_accounts[a]);
        var (held, returned) = HeldOf(_accounts[a], count);
        return new FoundMember(
            _accounts[a].Key, count.Unheld * (returned / (double)held), count.Returned, Shared: shared);
    }

    private static (int Held, int Returned) HeldOf(SearchAccount account, in UnheldShares.Counts count) =>
        (count.Tracks - count.Unheld, account.Returned.Length - count.Returned);

    /// <summary>The greatest log-likelihood of so many of all.</summary>
    private static double Nats(int some, int all) => Part(some, all) + Part(all - some, all);

    private static double Part(int some, int all) => some == 0 ? 0 : some * OverlapTable.Log(some / (double)all);
}
