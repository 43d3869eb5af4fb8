using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Who shares a network, a device, a client, an hour of sign-up or a rhythm. A trait says where to look and nothing of
/// what is there: accounts that share one are a <b>pool</b>, and a group within a pool is one of far fewer than one
/// among all accounts. A family, a dormitory and a carrier's network are pools in which nothing is found.
/// </summary>
/// <remarks>
/// Everyone who takes enough has a rhythm, and some have the same by chance: so it makes a pool only where it is rare,
/// which is measured on the people that have any; and its pools come after all others, which stay what they are.
/// </remarks>
internal sealed class TraitTable
{
    /// <summary>
    /// Pools that are looked into: those that are rarest among people for their size; and as many of rhythms.
    /// </summary>
    private const int MaxPools = 64;

    /// <summary>Accounts of a pool, at most: of more it says little where to look.</summary>
    private const int MostOfPool = 128;

    /// <summary>Others of a group with whom a rare trait must be shared: with it they would be a campaign.</summary>
    private const int FewestOthers = 4;

    /// <summary>How many times as common as among people the trait must be in the group.</summary>
    private const double LeastRatio = 12;

    private readonly int _accounts;
    private readonly int _people;
    private readonly bool[] _isPaced;
    private readonly int _pacedPeople;
    private readonly ulong[] _traits;
    private readonly int[] _owners;

    /// <param name="accounts">People, then others.</param>
    /// <param name="people">How many are people.</param>
    public TraitTable(IReadOnlyList<SearchAccount> accounts, int people)
    {
        (_accounts, _people) = (accounts.Count, people);
        _isPaced = [.. accounts.Select(account => account.Traits.Any(IsRhythm))];
        _pacedPeople = _isPaced.Take(people).Count(isPaced => isPaced);
        var count = accounts.Sum(account => account.Traits.Length);
        (_traits, _owners) = (new ulong[count], new int[count]);
        var next = 0;
        for (var owner = 0; owner < accounts.Count; owner++)
        {
            foreach (var trait in accounts[owner].Traits)
            {
                (_traits[next], _owners[next++]) = (trait, owner);
            }
        }

        Array.Sort(_traits, _owners);
    }

    /// <summary>
    /// The candidates of each trait that some but not most of them have, in order of place; no two are the same. Those
    /// of a rhythm come last.
    /// </summary>
    /// <param name="candidates">The places of those that may belong to a group, in rising order.</param>
    /// <param name="fewest">Members of a group, at least.</param>
    public IReadOnlyList<TraitPool> PoolsOf(IReadOnlyList<int> candidates, int fewest)
    {
        var isCandidate = new bool[_accounts];
        foreach (var place in candidates)
        {
            isCandidate[place] = true;
        }

        var pools = new List<(int[] Members, bool IsOfRhythm, double Commonness)>();
        for (var (first, end) = (0, 0); first < _traits.Length; first = end)
        {
            end = EndOf(first);
            if (end - first < fewest)
            {
                continue;
            }

            int[] pool = [.. _owners[first..end].Where(owner => isCandidate[owner]).Order()];
            var people = _owners[first..end].Count(owner => owner < _people);
            var isOfRhythm = IsRhythm(_traits[first]);
            if (pool.Length >= fewest && pool.Length <= MostOf(candidates.Count)
                && (!isOfRhythm || ShareOf(_traits[first], people) <= SharedTraits.RareShare))
            {
                pools.Add((pool, isOfRhythm, (1.0 + people) / pool.Length));
            }
        }

        var all = pools.OrderBy(pool => pool.IsOfRhythm).ThenBy(pool => pool.Commonness)
            .DistinctBy(pool => string.Join(',', pool.Members)).ToList();
        int[][] others = [.. all.Where(pool => !pool.IsOfRhythm).Take(MaxPools).Select(pool => pool.Members)];
        int[][] rhythms = [.. all.Where(pool => pool.IsOfRhythm).Take(MaxPools).Select(pool => pool.Members)];
        return
        [
            .. others.Select(pool => new TraitPool(pool, others.Length)),
            .. rhythms.Select(pool => new TraitPool(pool, others.Length + rhythms.Length)),
        ];
    }

    /// <summary>Accounts of a pool, at most.</summary>
    public static int MostOf(int candidates) => Math.Min(MostOfPool, candidates / 2);

    /// <summary>What members of a group share with others of it as hardly a person does with them.</summary>
    public Dictionary<int, SharedTraits> SharedIn(IReadOnlyCollection<int> group)
    {
        var isMember = new bool[_accounts];
        foreach (var place in group)
        {
            isMember[place] = true;
        }

        var paced = Enumerable.Range(0, _accounts).Count(place => _isPaced[place] && !isMember[place]);
        var shared = new Dictionary<int, SharedTraits>();
        for (var (first, end) = (0, 0); first < _traits.Length; first = end)
        {
            end = EndOf(first);
            var (members, people) = (0, 0);
            foreach (var owner in _owners.AsSpan(first, end - first))
            {
                members += isMember[owner] ? 1 : 0;
                people += !isMember[owner] && owner < _people ? 1 : 0;
            }

            // Who takes much has another rhythm than most people: so it must be rare among other candidates too.
            var share = ShareOf(_traits[first], people);
            if (IsRhythm(_traits[first]))
            {
                share = Math.Max(share, (end - first - members + 0.5) / (paced + 1));
            }

            if (members <= FewestOthers || share > SharedTraits.RareShare
                || members - 1 < LeastRatio * share * (group.Count - 1))
            {
                continue;
            }

            foreach (var owner in _owners[first..end].Where(owner => isMember[owner]))
            {
                shared[owner] = shared.GetValueOrDefault(owner).With(Trait.KindOf(_traits[first]), members - 1);
            }
        }

        return shared;
    }

    private static bool IsRhythm(ulong trait) => Trait.KindOf(trait) == TraitKind.Rhythm;

    /// <summary>The share of people who have a trait, by how many of the sample do.</summary>
    private double ShareOf(ulong trait, int people) =>
        (people + 0.5) / ((IsRhythm(trait) ? _pacedPeople : _people) + 1);

    private int EndOf(int first)
    {
        var end = first + 1;
        while (end < _traits.Length && _traits[end] == _traits[first])
        {
            end++;
        }

        return end;
    }
}
