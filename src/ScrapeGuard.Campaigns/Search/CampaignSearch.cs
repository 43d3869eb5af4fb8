using System.Numerics.Tensors;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds groups of accounts that share too little: a scan over groups (M. Kulldorff, "A spatial scan statistic",
/// 1997), grown greedily from the accounts that are disjoint with the most others. A group's evidence is the sum of
/// that of its pairs (<see cref="OverlapTable.EvidenceOf"/>), less <c>ln C(N, k)</c> for the choice of k out of N.
/// </summary>
/// <remarks>
/// Family, dormitory, shared address and fan club are no campaigns by it: nothing of addresses is looked at, ordinary
/// people share what is popular, and who acts in step shares more than expected, not less. The result depends on the
/// set of accounts alone, not on their order.
/// </remarks>
public sealed class CampaignSearch
{
    /// <summary>Accounts that groups are grown from.</summary>
    private const int MaxSeeds = 48;

    private const int MaxGroups = 16;

    private readonly CampaignSearchOptions _options;

    /// <exception cref="ArgumentException">Options out of range.</exception>
    public CampaignSearch(CampaignSearchOptions options)
    {
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        }

        _options = options;
    }

    /// <summary>The groups, that of the most evidence first.</summary>
    /// <param name="accounts">Candidates and people.</param>
    /// <param name="shareOf">The share of all takings that others' takings of a track have.</param>
    public IReadOnlyList<FoundGroup> Find(IReadOnlyList<SearchAccount> accounts, Func<ulong, double> shareOf)
    {
        // A candidate may be a person, and most are: those of the sample stay in it, for who takes much counts most.
        var people = accounts.Where(account =>
            account.IsMeasure && account.Tracks.Length >= _options.MinTracksOfPeople).ToList();
        var others = accounts.Where(account =>
            !account.IsMeasure && account.IsCandidate && account.Tracks.Length >= _options.MinTracks).ToList();
        if (people.Count < _options.MinPeople)
        {
            return [];
        }

        using var table = new OverlapTable(people, others, shareOf);
        if (!table.IsTelling)
        {
            return [];
        }

        var found = new List<FoundGroup>();
        var left = new List<int>();
        var free = Enumerable.Range(0, table.Accounts.Count).Where(place =>
            table.Accounts[place].IsCandidate && table.Accounts[place].Tracks.Length >= _options.MinTracks).ToList();
        while (found.Count < MaxGroups && Best(table, free) is { } best)
        {
            // Those who are left out belong to no other group either: they were drawn to this one.
            var group = Pare(best, table, free.Count);
            free.RemoveAll(best.Members.Contains);
            if (group.Members.Count >= _options.MinMembers && group.Evidence >= _options.MinEvidence)
            {
                found.Add(group.ToFound(table));
            }
            else
            {
                left.AddRange(best.Members);
            }
        }

        free = [.. free.Concat(left).Order()];

        var isolation = new IsolationTest(table, people.Count, _options);
        if (isolation.Find(free) is { } isolated)
        {
            found.Add(isolated);
        }

        return [.. found.OrderByDescending(group => group.Evidence).ThenBy(group => group.Members[0].Account)];
    }

    /// <summary>The logarithm of the number of groups of k out of n.</summary>
    internal static double ChoiceOf(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= k; i++)
        {
            sum += OverlapTable.Log((n - k + i) / (double)i);
        }

        return sum;
    }

    private Group? Best(OverlapTable table, List<int> free)
    {
        var seeds = free.Select(seed => (Seed: seed, For: EvidenceFor(table.EvidenceOfAll(seed), free)))
            .OrderByDescending(seed => seed.For).ThenBy(seed => seed.Seed).Take(MaxSeeds);
        var gains = new float[table.Accounts.Count];
        Group? best = null;
        foreach (var (seed, _) in seeds)
        {
            if (Grow(seed, table, free, gains) is { } group && (best is null || group.Evidence > best.Evidence))
            {
                best = group;
            }
        }

        return best;
    }

    private static double EvidenceFor(ReadOnlySpan<float> evidence, List<int> others)
    {
        var sum = 0.0;
        foreach (var other in others)
        {
            sum += Math.Max(evidence[other], 0);
        }

        return sum;
    }

    /// <summary>Grows a group from an account, always by the one that adds the most evidence.</summary>
    private Group? Grow(int seed, OverlapTable table, List<int> free, Span<float> gains)
    {
        var members = new List<int> { seed };
        var (sum, choice) = (0.0, OverlapTable.Log(free.Count));
        var (best, most) = (0, 0.0);

        // Who may not be added never gains anything.
        gains.Fill(float.NegativeInfinity);
        foreach (var place in free)
        {
            gains[place] = 0;
        }

        for (var added = seed; members.Count < free.Count;)
        {
            gains[added] = float.NegativeInfinity;
            TensorPrimitives.Add(gains, table.EvidenceOfAll(added), gains);
            added = TensorPrimitives.IndexOfMax<float>(gains);
            if (gains[added] <= 0)
            {
                break;
            }

            sum += gains[added];
            members.Add(added);
            choice += OverlapTable.Log((free.Count - members.Count + 1) / (double)members.Count);
            var total = sum - choice;
            if (members.Count >= _options.MinMembers && total >= _options.MinEvidence
                && (best == 0 || total > most))
            {
                (best, most) = (members.Count, total);
            }
        }

        return best == 0 ? null : new Group(members[..best], most);
    }

    /// <summary>
    /// Takes away, one by one, who is disjoint with too few of the others or with too small a share of those of whom
    /// it could be said.
    /// </summary>
    private Group Pare(Group group, OverlapTable table, int choice)
    {
        var members = group.Members.Order().ToList();
        while (members.Count >= _options.MinMembers)
        {
            var worst = members.MinBy(a => StandingOf(a, members, table));
            if (StandingOf(worst, members, table) >= _options.MinDisjointShare)
            {
                break;
            }

            members.Remove(worst);
        }

        var sum = 0.0;
        for (var i = 0; i < members.Count; i++)
        {
            for (var j = i + 1; j < members.Count; j++)
            {
                sum += table.EvidenceOf(members[i], members[j]);
            }
        }

        return new Group(members, sum - ChoiceOf(choice, members.Count));
    }

    /// <summary>The share of telling pairs that are disjoint; below 0 where there are too few.</summary>
    private double StandingOf(int a, List<int> members, OverlapTable table)
    {
        var (telling, disjoint) = (0, 0);
        foreach (var b in members)
        {
            if (a != b && table.IsTellingPair(a, b))
            {
                telling++;
                disjoint += table.IsDisjointPair(a, b) ? 1 : 0;
            }
        }

        var fewest = Math.Max(_options.MinMembers - 1, (members.Count - 1) / 3);
        return telling < fewest ? telling - members.Count : (double)disjoint / telling;
    }

    private sealed record Group(List<int> Members, double Evidence)
    {
        public FoundGroup ToFound(OverlapTable table)
        {
            var likeness = table.LikenessOfFew(Members);
            return new FoundGroup(
                CampaignKind.Disjoint,
                [
                    .. Members.OrderBy(a => table.Accounts[a].Key).Select(a => new FoundMember(
                        table.Accounts[a].Key,
                        OthersOf(a, table).Sum(b => table.Expected(a, b)),
                        OthersOf(a, table).Sum(b => (double)table.Observed(a, b)),
                        table.LikenessTo(a, Members) >= likeness)),
                ],
                Evidence);
        }

        /// <summary>
        /// All but the one that it shares most with: two swarms of one operator may walk the same way side by side.
        /// </summary>
        private IEnumerable<int> OthersOf(int a, OverlapTable table)
        {
            var twin = Members.Where(b => b != a).MaxBy(b => table.Observed(a, b));
            return Members.Where(b => b != a && b != twin);
        }
    }
}
