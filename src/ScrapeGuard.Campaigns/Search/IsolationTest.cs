namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds candidates that take what no person takes. Of each person's tracks a share is held by other people too; that
/// of those who share little is what candidates are held against, by the binomial likelihood ratio of a fifth of it
/// against it.
/// </summary>
/// <remarks>
/// Scrapers that nobody knows yet are in the sample too, and those that were suspended for something else; a day or two
/// after they began they may be a third of it. They are all at the lower end. So the fifth who share least are one
/// measure, and as far below the median as the fifth who share most are above it is another, which scrapers move little
/// as long as they are fewer than people; as they can only lower either, the higher one holds.
/// </remarks>
internal sealed class IsolationTest
{
    private const double Part = 0.2;
    private const double Ratio = 0.2;

    /// <summary>Share of people's share that an isolated account has at most: explorers have 0.5 and more.</summary>
    private const double MostShare = 0.3;

    /// <summary>The same of an account that shares a rare trait with others of which this is so.</summary>
    private const double MostShareOfPools = 0.4;

    /// <summary>Where people's tracks are held by nobody else either, nothing can be said.</summary>
    private const double LeastShare = 0.2;

    /// <summary>A minority with a taste of its own shares with its own: a share of what its members take.</summary>
    private const double MostAmongThem = 0.1;

    private readonly OverlapTable _table;
    private readonly TraitTable _traits;
    private readonly CampaignSearchOptions _options;
    private readonly double _peoplesShare;

    public IsolationTest(OverlapTable table, TraitTable traits, int people, CampaignSearchOptions options)
    {
        (_table, _traits, _options) = (table, traits, options);
        var shares = Enumerable.Range(0, people).Select(ShareOf).Order().ToList();
        var (low, middle) = (shares[(int)(people * Part)], shares[people / 2]);
        _peoplesShare = Math.Max(low, (2 * middle) - shares[(int)(people * (1 - Part))]);
    }

    /// <summary>The accounts that are isolated, if they are enough.</summary>
    public FoundGroup? Find(List<int> candidates)
    {
        if (_peoplesShare < LeastShare)
        {
            return null;
        }

        var near = candidates.Where(a => ShareOf(a) <= MostShareOfPools * _peoplesShare
            && EvidenceOf(a) >= _options.MinIsolatedEvidence).ToList();
        var shared = _traits.SharedIn(near);
        var members = near.Where(a =>
            ShareOf(a) <= MostShare * _peoplesShare || shared.ContainsKey(a)).ToList();
        while (members.Count >= _options.MinMembers)
        {
            var worst = members.MaxBy(a => AmongThem(a, members));
            if (AmongThem(worst, members) <= MostAmongThem)
            {
                break;
            }

            members.Remove(worst);
        }

        shared = _traits.SharedIn(members);
        var evidence = members.Sum(EvidenceOf) - CampaignSearch.ChoiceOf(candidates.Count, members.Count);
        return members.Count < _options.MinMembers || evidence < _options.MinEvidence
            ? null
            : new FoundGroup(
                CampaignKind.Isolated,
                [
                    .. members.OrderBy(a => _table.Accounts[a].Key).Select(a => new FoundMember(
                        _table.Accounts[a].Key, _peoplesShare * _table.Accounts[a].Tracks.Length, _table.Held[a],
                        Shared: shared.GetValueOrDefault(a))),
                ],
                evidence);
    }

    private double ShareOf(int a) => _table.Held[a] / (double)_table.Accounts[a].Tracks.Length;

    private double EvidenceOf(int a)
    {
        var (all, held) = (_table.Accounts[a].Tracks.Length, _table.Held[a]);
        return (held * OverlapTable.Log(Ratio))
            + ((all - held) * OverlapTable.Log((1 - (Ratio * _peoplesShare)) / (1 - _peoplesShare)));
    }

    private double AmongThem(int a, List<int> members) =>
        members.Sum(b => (double)_table.Observed(a, b)) / _table.Accounts[a].Tracks.Length;
}
