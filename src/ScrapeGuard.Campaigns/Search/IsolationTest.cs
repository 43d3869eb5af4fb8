namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds candidates that take what no person takes. Of each person's tracks a share is held by other people too
/// (<see cref="Holdings"/>); that is what candidates are held against, by the binomial likelihood ratio of a fifth of
/// it against it.
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

    /// <summary>A minority with a taste of its own shares with its own: a share of what its members take.</summary>
    private const double MostAmongThem = 0.1;

    private readonly OverlapTable _table;
    private readonly TraitTable _traits;
    private readonly CampaignSearchOptions _options;
    private readonly Holdings _holdings;
    private readonly (int Tracks, int Held)[] _held;

    public IsolationTest(OverlapTable table, TraitTable traits, Holdings holdings, CampaignSearchOptions options)
    {
        (_table, _traits, _holdings, _options) = (table, traits, holdings, options);
        _held = new (int, int)[table.Accounts.Count];
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
        }

        var near = candidates.Where(a => ShareOf(a) <= MostShareOfPools * share
            && EvidenceOf(a) >= _options.MinIsolatedEvidence).ToList();
        var shared = _traits.SharedIn(near);
        var members = near.Where(a => ShareOf(a) <= MostShare * share || shared.ContainsKey(a)).ToList();
        RemoveMinorities(members);
        shared = _traits.SharedIn(members);
        var evidence = members.Sum(EvidenceOf) - CampaignSearch.ChoiceOf(candidates.Count, members.Count);
        return members.Count < _options.MinMembers || evidence < _options.MinEvidence
            ? null
            : new FoundGroup(
                CampaignKind.Isolated,
                [
                    .. members.OrderBy(a => _table.Accounts[a].Key).Select(a => new FoundMember(
                        _table.Accounts[a].Key, share * _held[a].Tracks, _held[a].Held,
                        Shared: shared.GetValueOrDefault(a))),
                ],
                evidence);
    }

    private double ShareOf(int a) => _held[a].Tracks == 0 ? 1 : _held[a].Held / (double)_held[a].Tracks;

    private double EvidenceOf(int a)
    {
        var ((all, held), share) = (_held[a], _holdings.PeoplesShare);
        return (held * OverlapTable.Log(Ratio))
            + ((all - held) * OverlapTable.Log((1 - (Ratio * share)) / (1 - Math.Min(share, MostCertain))));
    }

    /// <summary>Takes away, one by one, who has too much of what others of them have.</summary>
    private void RemoveMinorities(List<int> members)
    {
        var tracks = members.ToDictionary(a => a, a => _table.Accounts[a].Tracks.Where(_holdings.Counts).ToArray());
        var holders = tracks.Values.SelectMany(all => all).CountBy(track => track).ToDictionary();
        while (members.Count >= _options.MinMembers)
        {
            var worst = members.MaxBy(a => AmongThem(tracks[a], holders));
            if (AmongThem(tracks[worst], holders) <= MostAmongThem)
            {
                break;
            }

            members.Remove(worst);
            foreach (var track in tracks[worst])
            {
                holders[track]--;
            }
        }
    }

    /// <summary>How often another of them has one of an account's tracks, of each.</summary>
    private static double AmongThem(ulong[] tracks, Dictionary<ulong, int> holders)
    {
        var others = 0;
        foreach (var track in tracks)
        {
            others += holders[track] - 1;
        }

        return others / (double)tracks.Length;
    }
}
