using System.Collections.Immutable;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds groups of accounts that share too little: a scan statistic over groups (M. Kulldorff, "A spatial scan
/// statistic", 1997), grown greedily from each account. A group's evidence is the logarithm of the Poisson likelihood
/// ratio of its shared tracks, <c>E - O - O ln(E / O)</c>, less <c>ln C(N, k)</c> for the choice of k out of N.
/// </summary>
/// <remarks>
/// Family, dormitory, shared address and fan club are no campaigns by it: nothing of addresses is looked at, ordinary
/// people share what is popular, and who acts in step shares more than expected, not less. The result depends on the
/// set of candidates alone, not on their order.
/// </remarks>
public sealed class CampaignSearch
{
    /// <summary>Nats that a group may lose on its way before it is given up.</summary>
    private const double GivesUp = 60;

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

    /// <summary>Accounts that were left out of the last search, for there were too many.</summary>
    public int LeftOut { get; private set; }

    /// <summary>The campaigns, that of the most evidence first.</summary>
    public IReadOnlyList<FoundCampaign> Find(CandidateList list)
    {
        var eligible = list.Accounts.Where(account => account.Tracks.Length >= _options.MinTracks).ToList();
        LeftOut = Math.Max(eligible.Count - _options.MaxCandidates, 0);
        var accounts = eligible.OrderByDescending(account => account.Tracks.Length).ThenBy(account => account.Key)
            .Take(_options.MaxCandidates).OrderBy(account => account.Key).ToList();
        var table = new OverlapTable(accounts, list);
        var free = Enumerable.Range(0, accounts.Count).ToHashSet();
        var found = new List<FoundCampaign>();
        if (Isolated(table) is { } isolated)
        {
            found.Add(Name(isolated, CampaignKind.Isolated, accounts));
            free.ExceptWith(isolated.Members);
        }

        while (Best(table, free) is { } group)
        {
            found.Add(Name(group, CampaignKind.Disjoint, accounts));
            free.ExceptWith(group.Members);
        }

        return [.. found.OrderByDescending(campaign => campaign.Evidence).ThenBy(campaign => campaign.Id)];
    }

    /// <summary>The evidence of a group's shared tracks, in nats, before the choice is paid for.</summary>
    internal static double EvidenceOf(double expected, double observed) =>
        observed >= expected ? 0
        : observed == 0 ? expected
        : expected - observed - (observed * Math.Log(expected / observed));

    /// <summary>The logarithm of the number of groups of k out of n.</summary>
    internal static double ChoiceOf(int n, int k)
    {
        var sum = 0.0;
        for (var i = 1; i <= k; i++)
        {
            sum += Math.Log((n - k + i) / (double)i);
        }

        return sum;
    }

    private static FoundCampaign Name(Group group, CampaignKind kind, List<CampaignCandidate> accounts)
    {
        var members = group.Members.Select(place => accounts[place].Key).Order().ToImmutableArray();
        var id = StableHash.Combine(members[0].High, members[0].Low);
        return new FoundCampaign(
            $"campaign-{id:x16}", kind, members, group.Expected, group.Observed, group.Evidence);
    }

    /// <summary>Those who share with nobody, if they do not share with each other either.</summary>
    private Group? Isolated(OverlapTable table)
    {
        var members = new List<int>();
        for (var a = 0; a < table.Count; a++)
        {
            var (observed, expected) = (0.0, 0.0);
            for (var b = 0; b < table.Count; b++)
            {
                observed += a == b ? 0 : table.Observed(a, b);
                expected += a == b ? 0 : table.ByPopularity(a, b);
            }

            if (expected >= _options.MinIsolatedExpected && observed <= _options.MaxIsolatedShare * expected)
            {
                members.Add(a);
            }
        }

        // A minority with a taste of its own shares with its own: such members go, the one that shares most first.
        while (members.Count >= _options.MinMembers)
        {
            var worst = members.MaxBy(a => members.Sum(b => a == b ? 0
                : table.Observed(a, b) - (_options.MaxOverlapShare * table.ByPopularity(a, b))));
            var excess = members.Sum(b => worst == b ? 0
                : table.Observed(worst, b) - (_options.MaxOverlapShare * table.ByPopularity(worst, b)));
            if (excess <= 0)
            {
                var (expected, observed) = SumOf(members, table.ByPopularity, table.Observed);
                return new Group(members, expected, observed, EvidenceOf(expected, observed));
            }

            members.Remove(worst);
        }

        return null;
    }

    private static (double Expected, double Observed) SumOf(
        List<int> members, Func<int, int, double> expected, Func<int, int, double> observed)
    {
        var sum = (0.0, 0.0);
        for (var i = 0; i < members.Count; i++)
        {
            for (var j = i + 1; j < members.Count; j++)
            {
                sum.Item1 += expected(members[i], members[j]);
                sum.Item2 += observed(members[i], members[j]);
            }
        }

        return sum;
    }

    private Group? Best(OverlapTable table, HashSet<int> free)
    {
        Group? best = null;
        foreach (var seed in free.Order())
        {
            if (Grow(seed, table, free) is { } group && (best is null || group.Evidence > best.Evidence))
            {
                best = group;
            }
        }

        return best;
    }

    /// <summary>Grows a group from an account, always by the one that adds the most evidence.</summary>
    private Group? Grow(int seed, OverlapTable table, HashSet<int> free)
    {
        var members = new List<int> { seed };
        var rest = free.Where(place => place != seed).Order().ToList();
        var expected = rest.Select(place => table.Expected(seed, place)).ToList();
        var observed = rest.Select(place => table.Observed(seed, place)).ToList();
        var (sumExpected, sumObserved) = (0.0, 0.0);
        Group? best = null;
        while (rest.Count > 0)
        {
            var (next, gain) = (-1, 0.0);
            for (var i = 0; i < rest.Count; i++)
            {
                var evidence = observed[i] <= _options.MaxOverlapShare * expected[i]
                    ? EvidenceOf(expected[i], observed[i]) : 0;
                if (evidence > gain)
                {
                    (next, gain) = (i, evidence);
                }
            }

            if (next < 0)
            {
                break;
            }

            sumExpected += expected[next];
            sumObserved += observed[next];
            var added = rest[next];
            members.Add(added);
            rest.RemoveAt(next);
            expected.RemoveAt(next);
            observed.RemoveAt(next);
            for (var i = 0; i < rest.Count; i++)
            {
                expected[i] += table.Expected(added, rest[i]);
                observed[i] += table.Observed(added, rest[i]);
            }

            var total = EvidenceOf(sumExpected, sumObserved) - ChoiceOf(free.Count, members.Count);
            if (total < (best?.Evidence ?? 0) - GivesUp)
            {
                break;
            }

            if (members.Count >= _options.MinMembers && total >= _options.MinEvidence
                && (best is null || total > best.Evidence))
            {
                best = new Group([.. members], sumExpected, sumObserved, total);
            }
        }

        return best;
    }

    private sealed record Group(List<int> Members, double Expected, double Observed, double Evidence);
}
