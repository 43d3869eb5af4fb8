namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds candidates that take what no person takes. Of each person's tracks a share is held by other people too; the
/// fifth part of people for whom it is least is what candidates are held against, by the binomial likelihood ratio of
/// a fifth of that share against it. A fifth, for scrapers that nobody knows yet are in the sample too.
/// </summary>
internal sealed class IsolationTest
{
    private const double Quantile = 0.2;
    private const double Ratio = 0.2;

    /// <summary>Share of people's share that an isolated account has at most: explorers have 0.5 and more.</summary>
    private const double MostShare = 0.2;

    /// <summary>Where people's tracks are held by nobody else either, nothing can be said.</summary>
    private const double LeastShare = 0.2;

    /// <summary>A minority with a taste of its own shares with its own: a share of what its members take.</summary>
    private const double MostAmongThem = 0.1;

    private readonly OverlapTable _table;
    private readonly CampaignSearchOptions _options;
    private readonly double _peoplesShare;

    public IsolationTest(OverlapTable table, int people, CampaignSearchOptions options)
    {
        (_table, _options) = (table, options);
        var shares = Enumerable.Range(0, people).Select(ShareOf).Order().ToList();
        _peoplesShare = shares[(int)(people * Quantile)];
    }

    /// <summary>The accounts that are isolated, if they are enough.</summary>
    public FoundGroup? Find(List<int> candidates)
    {
        if (_peoplesShare < LeastShare)
        {
            return null;
        }

        var members = candidates.Where(a =>
            ShareOf(a) <= MostShare * _peoplesShare && EvidenceOf(a) >= _options.MinIsolatedEvidence).ToList();
        while (members.Count >= _options.MinMembers)
        {
            var worst = members.MaxBy(a => AmongThem(a, members));
            if (AmongThem(worst, members) <= MostAmongThem)
            {
                break;
            }

            members.Remove(worst);
        }

        var evidence = members.Sum(EvidenceOf) - CampaignSearch.ChoiceOf(candidates.Count, members.Count);
        return members.Count < _options.MinMembers || evidence < _options.MinEvidence
            ? null
            : new FoundGroup(
                CampaignKind.Isolated,
                [
                    .. members.OrderBy(a => _table.Accounts[a].Key).Select(a => new FoundMember(
                        _table.Accounts[a].Key, _peoplesShare * _table.Accounts[a].Tracks.Length, _table.Held[a])),
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
