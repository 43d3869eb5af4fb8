using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Swarms that take popular tracks as cover, each of them once.</summary>
public sealed class CoverTests
{
    private const int People = 240;
    private const int First = Listeners.FirstCandidate;
    private const int Members = 12;
    private const int Tracks = 80;

    [Test]
    public void Find_SplitListUnderPopularCover_IsFoundWhereNothingPopularCounts([Range(1, 4)] int seed)
    {
        var listeners = Listeners.Crowd(seed, People);
        AddSwarm(listeners, seed);

        MembersIn(listeners.Find()).Should().BeEmpty("seed {0}", seed);
        MembersIn(listeners.Find(hitShare: CampaignSearch.PopularShare)).Should().BeEquivalentTo(
            Enumerable.Range(First, Members).Select(Listeners.KeyOf), "seed {0}", seed);
    }

    /// <summary>Less is expected of people then, and nothing is found among them.</summary>
    [Test]
    public void Find_PeopleWhereNothingPopularCounts_FindsNothing([Range(1, 10)] int seed)
    {
        var listeners = Listeners.Crowd(seed, People);
        listeners.AddCandidatesWhoArePeople();

        listeners.Find(hitShare: CampaignSearch.PopularShare).Should().BeEmpty("seed {0}", seed);
    }

    private static IEnumerable<Core.Events.AccountKey> MembersIn(IReadOnlyList<FoundGroup> found) =>
        found.SelectMany(group => group.Members).Select(member => member.Account);

    /// <summary>Rows of a list from where it is still known, and as much of a hundred popular tracks.</summary>
    private static void AddSwarm(Listeners listeners, int seed)
    {
        var dice = new Random(seed);
        for (var member = 0; member < Members; member++)
        {
            var cover = Enumerable.Range(40, 100).OrderBy(_ => dice.Next()).Take(Tracks).ToList();
            for (var i = 0; i < Tracks; i++)
            {
                listeners.Take(First + member, 240 + (i * Members) + member, hour: i);
                listeners.Take(First + member, cover[i], hour: i);
            }
        }
    }
}
