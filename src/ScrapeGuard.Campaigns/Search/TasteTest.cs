namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds candidates without a taste: they share with all people alike, where people share much with some and little
/// with others (<see cref="Tastes"/>). A list has no taste, and cover drawn from what is popular has none either.
/// </summary>
internal sealed class TasteTest
{
    /// <summary>Tracks that it took, at least: of people who took fewer some look so by chance.</summary>
    private const int FewestTracks = 100;

    /// <summary>Hours of the clock in which it took them, at least: an evening of a party's playlist is none.</summary>
    private const int FewestHours = 12;

    /// <summary>
    /// The share of its tracks to which it comes back, at most: who plays the charts all day comes back to half.
    /// </summary>
    private const double MostReturned = 0.3;

    private const double Percent = 100;

    private readonly IReadOnlyList<SearchAccount> _accounts;
    private readonly GroupOfEach _groups;
    private readonly Lazy<Tastes> _tastes;
    private readonly CampaignSearchOptions _options;

    /// <param name="accounts">All accounts.</param>
    /// <param name="traits">What they share besides.</param>
    /// <param name="tastes">How unevenly people share.</param>
    /// <param name="options">When accounts are a campaign.</param>
    public TasteTest(
        IReadOnlyList<SearchAccount> accounts, TraitTable traits, Lazy<Tastes> tastes,
        CampaignSearchOptions options) => (_accounts, _groups, _tastes, _options) =
            (accounts, new GroupOfEach(accounts, traits, options), tastes, options);

    /// <summary>The accounts without a taste, if they are enough.</summary>
    public FoundGroup? Find(IReadOnlyList<int> candidates)
    {
        var known = candidates.Where(a => IsKnown(_accounts[a])).ToList();
        if (!_options.IsMoreThanChance(known.Count, candidates.Count))
        {
            return null;
        }

        var tastes = _tastes.Value;
        var evidenceOf = known.ToDictionary(a => a, a => tastes.EvidenceOf(_accounts[a]));
        List<int> members = [.. known.Where(a => evidenceOf[a] >= _options.MinTasteEvidence)];
        return _groups.Of(
            CampaignKind.NoTaste, members, candidates.Count, a => evidenceOf[a],
            (a, shared) => ToMember(a, tastes, shared));
    }

    /// <summary>Whether it took enough, for long enough, and came back to little enough to be looked at.</summary>
    private static bool IsKnown(SearchAccount account) =>
        account.Taken >= FewestTracks && account.Returned.Length <= MostReturned * account.Taken
        && account.Hours >= FewestHours;

    /// <summary>By how many percent people differ in what they share: with people, and with the account.</summary>
    private FoundMember ToMember(int a, Tastes tastes, SharedTraits shared) => new(
        _accounts[a].Key, PercentOf(tastes.Usual), PercentOf(tastes.Of(_accounts[a]).Overdispersion), Shared: shared);

    private static double PercentOf(double overdispersion) => Percent * Math.Sqrt(Math.Max(0, overdispersion));
}
