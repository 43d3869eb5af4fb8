using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>
/// Finds groups of accounts that share too little: a scan over groups (M. Kulldorff, "A spatial scan statistic",
/// 1997), grown greedily from the accounts that are disjoint with the most others. A group's evidence is the sum of
/// that of its pairs (<see cref="OverlapTable.EvidenceOf"/>), less <c>ln C(N, k)</c> for the choice of k out of N.
/// </summary>
/// <remarks>
/// Family, dormitory, shared address and fan club are no campaigns by it: what accounts have in common besides says
/// where to look (<see cref="PoolGrowth"/>) and is no evidence, ordinary people share what is popular, and who acts in
/// step shares more than expected, not less. The result depends on the set of accounts alone, not on their order.
/// </remarks>
public sealed class CampaignSearch
{
    /// <summary>A track of which more than one in 400 takings is one is a hit.</summary>
    public const double HitShare = 0.0025;

    /// <summary>
    /// The same where all that is popular is left out: what mimics take as cover, most of it once, and have in common
    /// with each other as people do. People take less of what is left, so that less can be said of them by it.
    /// </summary>
    public const double PopularShare = 0.00035;

    private const int MaxGroups = 16;

    /// <summary>
    /// The share of what a person took that is looked at, at least: who takes 800 tracks and comes back to none is no
    /// measure of people, and has something of everybody.
    /// </summary>
    private const double LeastPortionOfPeople = 0.25;

    /// <summary>People that candidates are held against, at most.</summary>
    private const int MaxPeople = 384;

    /// <summary>
    /// Telling pairs that a member of a pool must have: of accounts each of which has a slice of its own of what is
    /// popular, only a few take from the same octave.
    /// </summary>
    private const int FewestTellingInPool = 2;

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
    /// <param name="hitShare">That from which on it does not matter that two accounts both took a track.</param>
    public IReadOnlyList<FoundGroup> Find(
        IReadOnlyList<SearchAccount> accounts, Func<ulong, double> shareOf, double hitShare = HitShare)
    {
        // A candidate may be a person, and most are: those of the sample stay in it, for who takes much counts most.
        var people = PeopleOf(accounts);
        var measure = people.Select(account => account.Key).ToHashSet();
        var others = accounts.Where(account =>
            account.IsCandidate && account.Tracks.Length >= _options.MinTracks
            && !measure.Contains(account.Key)).ToList();
        if (people.Count < _options.MinPeople)
        {
            return [];
        }

        using var table = new OverlapTable(people, others, shareOf, hitShare);
        if (!table.IsTelling)
        {
            return [];
        }

        var found = new List<FoundGroup>();
        var left = new List<int>();
        var growth = new GroupGrowth(table, _options);
        var traits = new TraitTable(table.Accounts, people.Count);
        var shared = traits.PoolsOf(growth.Free, _options.MinMembers);
        TraitPool[] known = [.. shared, .. OctavePools.Of(table, growth.Free, _options.MinMembers, shared.Count)];
        var lists = ListPools.Of(table.Accounts, growth.Free, _options.MinMembers, known.Length);
        var pools = new PoolGrowth(table, _options, [.. known, .. lists]);
        while (found.Count < MaxGroups && BetterOf(growth.Best(), pools.Best(growth.Free)) is { } best)
        {
            // Those who are left out belong to no other group either: they were drawn to this one.
            var group = Pare(best, table);
            growth.Remove(best.Members);
            pools.Remove(best.Members);
            if (group.Members.Count >= _options.MinMembers && group.Evidence >= _options.MinEvidence)
            {
                found.Add(group.ToFound(table, traits));
            }
            else
            {
                left.AddRange(best.Members);
            }
        }

        List<int> rest = [.. growth.Free.Concat(left).Order()];
        if (rest.Count >= _options.MinMembers)
        {
            var holdings = new Holdings(
                [.. accounts.Where(IsOfSample)], shareOf, _options.MinPeople, _options.MinTracksOfPeople);
            found.AddRange(FindAlone(rest, table, traits, holdings));
        }

        return [.. found.OrderByDescending(group => group.Evidence).ThenBy(group => group.Members[0].Account)];
    }

    /// <summary>
    /// Groups of accounts each of which says enough by itself: who is isolated, never comes back, has no favourites, is
    /// under cover, or has no taste.
    /// </summary>
    private IEnumerable<FoundGroup> FindAlone(
        List<int> candidates, OverlapTable table, TraitTable traits, Holdings holdings)
    {
        // A quarter of people takes more of them than a median: of 25, half a day after a stream began, it was chance.
        var unheld = new UnheldShares(holdings, 2 * _options.MinPeople);
        var isolated = new IsolationTest(table, traits, holdings, unheld, _options).Find(candidates);
        var known = isolated?.Members.Select(member => member.Account).ToHashSet() ?? [];
        List<int> others = [.. candidates.Where(a => !known.Contains(table.Accounts[a].Key))];
        var never = new ReturnsTest(table.Accounts, traits, _options).Find(others);
        Leave(never);
        var favourites = new Favourites(holdings.People, _options.MinPeople);
        var tastes = new Lazy<Tastes>(() => new Tastes(holdings.People, 2 * _options.MinPeople));
        var plain = new FavouritesTest(table.Accounts, traits, favourites, tastes, _options).Find(others);
        Leave(plain);
        var covered = new CoverTest(table.Accounts, traits, unheld, _options).Find(others);
        Leave(covered);
        var even = new TasteTest(table.Accounts, traits, tastes, _options).Find(others);
        return new[] { isolated, never, plain, covered, even }.OfType<FoundGroup>();

        void Leave(FoundGroup? group)
        {
            known.UnionWith(group?.Members.Select(member => member.Account) ?? []);
            others.RemoveAll(a => known.Contains(table.Accounts[a].Key));
        }
    }

    /// <summary>Of too many people half by their keys, and so on.</summary>
    internal static void Thin(List<SearchAccount> people)
    {
        for (var level = 1; people.Count > MaxPeople; level++)
        {
            people.RemoveAll(account => !TakingSample.IsOf(account.Key, level));
        }
    }

    /// <summary>Those of the sample that took enough.</summary>
    private List<SearchAccount> PeopleOf(IReadOnlyList<SearchAccount> accounts)
    {
        var people = accounts.Where(account =>
            IsOfSample(account) && account.Tracks.Length >= _options.MinTracksOfPeople).ToList();
        Thin(people);
        return people;
    }

    private static bool IsOfSample(SearchAccount account) =>
        account.IsMeasure && account.Portion >= LeastPortionOfPeople;

    private static Group? BetterOf(Group? all, Group? pool) =>
        pool is null || all?.Evidence >= pool.Evidence ? all : pool;

    /// <summary>
    /// Takes away, one by one, who is disjoint with too few of the others or with too small a share of those of whom
    /// it could be said.
    /// </summary>
    private Group Pare(Group group, OverlapTable table)
    {
        var members = group.Members.Order().ToList();
        while (members.Count >= _options.MinMembers)
        {
            var worst = members.MinBy(a => StandingOf(a, members, table, group.Price));
            if (StandingOf(worst, members, table, group.Price) >= 0)
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
                sum += group.Price.Weigh(table.EvidenceOf(members[i], members[j]));
            }
        }

        return group with { Members = members, Evidence = sum - group.Price.Of(members) };
    }

    /// <summary>
    /// How far the share of telling pairs that are disjoint is above the least; below 0 where there are too few. Of one
    /// that shares the trait of a pool less is asked: something else speaks for it too.
    /// </summary>
    private double StandingOf(int a, List<int> members, OverlapTable table, GroupPrice price)
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

        var (fewest, least) = price.IsInPool(a)
            ? (FewestTellingInPool, _options.MinDisjointShareOfPools)
            : (Math.Max(_options.MinMembers - 1, (members.Count - 1) / 3), _options.MinDisjointShare);
        return telling < fewest ? telling - members.Count : ((double)disjoint / telling) - least;
    }
}
