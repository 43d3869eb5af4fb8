namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Grows groups within pools of accounts that share a trait, and from there among all others. A group within a pool is
/// one of far fewer (<see cref="GroupPrice"/>), so that less evidence is enough; all of it is in what they take.
/// </summary>
internal sealed class PoolGrowth
{
    /// <summary>Accounts of a pool that groups are grown from.</summary>
    private const int MaxSeeds = 8;

    private readonly OverlapTable _table;
    private readonly CampaignSearchOptions _options;
    private readonly IReadOnlyList<TraitPool> _pools;
    private readonly Group?[] _best;
    private readonly bool[] _isDue;
    private readonly float[] _gains;

    public PoolGrowth(OverlapTable table, CampaignSearchOptions options, IReadOnlyList<TraitPool> pools)
    {
        (_table, _options, _pools) = (table, options, pools);
        (_best, _isDue) = (new Group?[pools.Count], new bool[pools.Count]);
        _gains = new float[table.Accounts.Count];
        Array.Fill(_isDue, true);
    }

    /// <summary>The group of the most evidence; null: there is none of enough.</summary>
    /// <param name="free">Candidates that belong to no group yet, in rising order.</param>
    public Group? Best(IReadOnlyList<int> free)
    {
        var isFree = new bool[_gains.Length];
        foreach (var place in free)
        {
            isFree[place] = true;
        }

        int[] all = [.. free];
        Group? best = null;
        for (var pool = 0; pool < _pools.Count; pool++)
        {
            if (_isDue[pool])
            {
                _isDue[pool] = false;
                _best[pool] = BestOf(_pools[pool], [.. _pools[pool].Members.Where(place => isFree[place])], all);
            }

            best = _best[pool] is { } group && (best is null || group.Evidence > best.Evidence) ? group : best;
        }

        return best;
    }

    /// <summary>Takes accounts out of the free ones.</summary>
    public void Remove(IReadOnlyCollection<int> members)
    {
        for (var pool = 0; pool < _pools.Count; pool++)
        {
            _isDue[pool] |= _pools[pool].Members.Any(members.Contains)
                || _best[pool]?.Members.Any(members.Contains) == true;
        }
    }

    private Group? BestOf(TraitPool pool, int[] members, int[] free)
    {
        if (members.Length < _options.MinMembers)
        {
            return null;
        }

        var price = new GroupPrice(free.Length, [.. members], pool.Choices, pool.IsOfOneList);
        Group? best = null;
        var seeds = members.OrderByDescending(seed => EvidenceFor(seed, members)).ThenBy(seed => seed).Take(MaxSeeds);
        foreach (var seed in seeds)
        {
            best = Grow([seed], members, price) is { } group && (best is null || group.Evidence > best.Evidence)
                ? group
                : best;
        }

        return best is null ? null : Grow(best.Members, free, price);
    }

    private double EvidenceFor(int seed, int[] pool)
    {
        var evidence = _table.EvidenceOfAll(seed);
        var sum = 0.0;
        foreach (var place in pool)
        {
            sum += Math.Max(evidence[place], 0);
        }

        return sum;
    }

    /// <summary>Grows a group from some accounts, always by the one that adds the most evidence.</summary>
    private Group? Grow(List<int> core, int[] among, GroupPrice price)
    {
        // Who may not be added never gains anything.
        Array.Fill(_gains, float.NegativeInfinity);
        foreach (var place in among)
        {
            _gains[place] = 0;
        }

        var members = new List<int>(core.Count);
        var paid = price.Start();
        var (sum, best, most) = (0.0, 0, 0.0);
        for (var added = core[0]; added >= 0; added = NextOf(core, members.Count, among))
        {
            sum += _gains[added];
            members.Add(added);
            paid.Add(added);
            var total = sum - paid.Nats;
            if (members.Count >= _options.MinMembers && total >= _options.MinEvidence && (best == 0 || total > most))
            {
                (best, most) = (members.Count, total);
            }

            // What costs so much more than it brings does not come back.
            if (total < most - _options.MinEvidence && members.Count >= core.Count
                && (best > 0 || members.Count >= GroupGrowth.MaxUnpaid))
            {
                break;
            }

            Add(added, among, price);
        }

        return best == 0 ? null : new Group(members[..best], most, price);
    }

    private void Add(int added, int[] among, GroupPrice price)
    {
        _gains[added] = float.NegativeInfinity;
        var evidence = _table.EvidenceOfAll(added);
        foreach (var place in among)
        {
            _gains[place] += (float)price.Weigh(evidence[place]);
        }
    }

    /// <summary>The next of the core, then the one that gains the most; below 0: none gains anything.</summary>
    private int NextOf(List<int> core, int count, int[] among)
    {
        if (count < core.Count)
        {
            return core[count];
        }

        var next = among[0];
        foreach (var place in among)
        {
            next = _gains[place] > _gains[next] ? place : next;
        }

        return _gains[next] > 0 ? next : -1;
    }
}
