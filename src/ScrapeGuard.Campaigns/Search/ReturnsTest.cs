namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds candidates that report what they play and never come back to any of it. Who listens does: of 46 people, in 36
/// weeks in which they took 100 tracks each, nobody had come back to fewer than 11 by then, and by 60 tracks, in 78
/// weeks, everybody to one. A list has each track once.
/// </summary>
/// <remarks>
/// It is held against how many come back once, as I. J. Good ("The population frequencies of species", 1953) tells by
/// what was seen once how much was not seen. Where some people hardly ever do, as explorers, more of them come back to
/// one or two than to none: then nothing is said. Of who reports nothing it is not known, for a client may keep what it
/// was given, and ask for it once.
/// </remarks>
internal sealed class ReturnsTest
{
    /// <summary>Tracks that it took, at least.</summary>
    private const int FewestTracks = 80;

    /// <summary>Hours of the clock in which it took them, at least.</summary>
    private const int FewestHours = 12;

    /// <summary>
    /// There must be more of those who come back to none than so many for each who comes back once. Where half of
    /// simulated people take at random and come back to nothing on purpose, there were up to four and a half.
    /// </summary>
    private const int NonePerOnce = 6;

    /// <summary>The returns of a person who hardly ever does, for each track.</summary>
    private const double ReturnsOfFew = 0.1;

    /// <summary>
    /// The share of those who took so much that comes back to none, at most: where more do, that is how one listens.
    /// </summary>
    private const double MostOfKnown = 0.75;

    private readonly IReadOnlyList<SearchAccount> _accounts;
    private readonly GroupOfEach _groups;

    /// <param name="accounts">All accounts.</param>
    /// <param name="traits">What they share besides.</param>
    /// <param name="options">When accounts are a campaign.</param>
    public ReturnsTest(
        IReadOnlyList<SearchAccount> accounts, TraitTable traits, CampaignSearchOptions options) =>
        (_accounts, _groups) = (accounts, new GroupOfEach(accounts, traits, options));

    /// <summary>The accounts that never come back, if they are enough.</summary>
    public FoundGroup? Find(IReadOnlyList<int> candidates)
    {
        var known = Enumerable.Range(0, _accounts.Count).Where(a => IsKnown(_accounts[a])).ToHashSet();
        List<int> members = [.. candidates.Where(a => known.Contains(a) && ComesBackTo(a, 0))];
        return members.Count <= NonePerOnce * known.Count(a => ComesBackTo(a, 1))
            || members.Count > MostOfKnown * known.Count
            ? null
            : _groups.Of(CampaignKind.NoReturns, members, candidates.Count, a => EvidenceOf(_accounts[a]), ToMember);
    }

    /// <summary>Whether it took enough, for long enough, and reports what it plays.</summary>
    private static bool IsKnown(SearchAccount account) =>
        account.Taken >= FewestTracks && account.ReportsPlays && account.Hours >= FewestHours;

    private bool ComesBackTo(int a, int tracks) =>
        _accounts[a].Returned.Length == tracks && !_accounts[a].PlaysAgain;

    /// <summary>
    /// Nats: the logarithm of the chance to come back to none where nobody ever does, less that of who hardly does.
    /// </summary>
    private static double EvidenceOf(SearchAccount account) => -account.Taken * OverlapTable.Log(1 - ReturnsOfFew);

    /// <summary>Returns of who hardly comes back, and the account's own.</summary>
    private FoundMember ToMember(int a, SharedTraits shared) =>
        new(_accounts[a].Key, ReturnsOfFew * _accounts[a].Taken, 0, Shared: shared);
}
