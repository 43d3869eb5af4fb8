namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds candidates that take what no person takes. Of each person's tracks a share is held by other people too
/// (<see cref="Holdings"/>); that is what candidates are held against, by the binomial likelihood ratio of a fifth of
/// it against it. Whose takings are beyond people's in what nobody holds (<see cref="UnheldShares"/>) is one as well,
/// whatever else it takes.
/// </summary>
internal sealed class IsolationTest
{
    private const double Ratio = 0.2;

    /// <summary>Share of people's share that an isolated account has at most: most explorers have half.</summary>
    private const double MostShare = 0.3;

    /// <summary>The same of an account that shares a rare trait with others of which this is so.</summary>
    private const double MostShareOfPools = 0.4;

    /// <summary>A share of people's that is told no nearer than so: no track is sure to be held.</summary>
    private const double MostCertain = 0.98;

    /// <summary>Where people's tracks are held by nobody else either, nothing can be said.</summary>
    private const double LeastShare = 0.2;

    /// <summary>
    /// Hours of the clock in which it took what no person holds, at least: two or three albums of which nobody knows
    /// yet are an evening or two.
    /// </summary>
    private const int FewestHours = 6;

    /// <summary>
    /// The share of people's share that one has at most that never came back to anything, with
    /// <see cref="Leeway"/> tracks more: it is the fifth of people who share least that are the measure, and one who
    /// takes at random from a catalogue of which people hold a tenth shares that tenth.
    /// </summary>
    private const double MostShareOfTheLost = 0.35;

    private const int Leeway = 2;

    private readonly OverlapTable _table;
    private readonly TraitTable _traits;
    private readonly CampaignSearchOptions _options;
    private readonly Holdings _holdings;
    private readonly UnheldShares _unheld;
    private readonly (int Tracks, int Held)[] _held;
    private readonly double[] _evidenceOfUnheld;

    public IsolationTest(
        OverlapTable table, TraitTable traits, Holdings holdings, UnheldShares unheld, CampaignSearchOptions options)
    {
        (_table, _traits, _holdings, _unheld, _options) = (table, traits, holdings, unheld, options);
        _held = new (int, int)[table.Accounts.Count];
        _evidenceOfUnheld = new double[table.Accounts.Count];
    }

    /// <summary>The accounts that are isolated, if they are enough.</summary>
    public FoundGroup? Find(List<int> candidates)
    {
        var share = _holdings.PeoplesShare;
        if (share < LeastShare)
        {
            return null;
        }

        foreach (var a in candidates)
        {
            _held[a] = _holdings.Of(_table.Accounts[a]);
            _evidenceOfUnheld[a] = _unheld.EvidenceOf(_table.Accounts[a]);
        }

        var near = candidates.Where(a => IsBeyond(a) || IsNear(a)).ToList();
        var shared = _traits.SharedIn(near);
        var members = near.Where(a =>
            IsBeyond(a) || ShareOf(a) <= MostShare * share || IsLost(a) || shared.ContainsKey(a)).ToList();
        Minorities.Remove(members, _options.MinMembers, a => _unheld.TracksOf(_table.Accounts[a]));
        shared = _traits.SharedIn(members);
        var areLost = _options.IsMoreThanChance(members.Count(IsLost), candidates.Count);
        var evidence = members.Sum(EvidenceOf) - new GroupPrice(candidates.Count).Of(members);
        return members.Count < _options.MinMembers || evidence < _options.MinEvidence
            ? null
            : new FoundGroup(
                CampaignKind.Isolated,
                [
                    .. members.OrderBy(a => _table.Accounts[a].Key)
                        .Select(a => ToMember(a, shared.GetValueOrDefault(a), areLost)),
                ],
                evidence);
    }

    /// <param name="a">The account's place.</param>
    /// <param name="shared">What it shares with other members.</param>
    /// <param name="areLost">Whether those who are lost are more than are so by chance.</param>
    private FoundMember ToMember(int a, SharedTraits shared, bool areLost)
    {
        var account = _table.Accounts[a];
        if (!IsBeyond(a))
        {
            return new FoundMember(
                account.Key, _holdings.PeoplesShare * _held[a].Tracks, _held[a].Held, Shared: shared,
                IsStranger: areLost && IsLost(a));
        }

        var count = _unheld.Of(account);
        return new FoundMember(
            account.Key, (1 - _unheld.Usual) * count.Tracks, count.Tracks - count.Unheld, Shared: shared,
            IsStranger: true);
    }

    /// <summary>Whether people hold so little of what it takes that it may be isolated.</summary>
    private bool IsNear(int a) => ShareOf(a) <= MostShareOfPools * _holdings.PeoplesShare
        && EvidenceOfHeld(a) >= _options.MinIsolatedEvidence
        && _unheld.HoursOf(_table.Accounts[a]) >= FewestHours;

    /// <summary>Whether so much of what it takes is held by nobody as hardly a person has.</summary>
    private bool IsBeyond(int a) => _evidenceOfUnheld[a] >= _options.MinUnheldEvidence;

    /// <summary>Whether it came back to nothing at all, and shares so little that hardly an explorer does.</summary>
    private bool IsLost(int a) => _table.Accounts[a].Returned.IsEmpty
        && _held[a].Held + Leeway <= MostShareOfTheLost * _holdings.PeoplesShare * _held[a].Tracks;

    private double EvidenceOf(int a) => Math.Max(EvidenceOfHeld(a), _evidenceOfUnheld[a]);

    private double ShareOf(int a) => _held[a].Tracks == 0 ? 1 : _held[a].Held / (double)_held[a].Tracks;

    private double EvidenceOfHeld(int a)
    {
        var ((all, held), share) = (_held[a], _holdings.PeoplesShare);
        return (held * OverlapTable.Log(Ratio))
            + ((all - held) * OverlapTable.Log((1 - (Ratio * share)) / (1 - Math.Min(share, MostCertain))));
    }
}
