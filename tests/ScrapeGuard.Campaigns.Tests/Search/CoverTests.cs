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

    /// <summary>A list of what nobody takes, in no order, under as much cover of what everybody does.</summary>
    [Test]
    public void Find_TailUnderCoverWherePeopleShareWhatTheyTake_IsIsolated([Range(1, 4)] int seed)
    {
        var listeners = CrowdOfOneTaste(seed);
        AddUnderCover(listeners, seed, (member, i, _) => (i * Members) + member);

        var found = listeners.Find();

        found.Should().ContainSingle("seed {0}", seed).Which.Kind.Should().Be(CampaignKind.Isolated);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, Members).Select(Listeners.KeyOf), "seed {0}", seed);
        found[0].Members.Should().OnlyContain(
            member => member.IsStranger && member.Observed > 0.3 * member.Expected, "half of it is cover");
    }

    /// <summary>A minority with a taste of its own shares with its own, and has the hits in common with all.</summary>
    [Test]
    public void Find_MinorityUnderTheSameHits_FindsNothing([Range(1, 4)] int seed)
    {
        var listeners = CrowdOfOneTaste(seed);
        AddUnderCover(listeners, seed, (_, _, dice) => dice.Next(200));

        listeners.Find().Should().BeEmpty("seed {0}", seed);
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

    /// <summary>People who take some of four hundred tracks, and come back to some of these.</summary>
    private static Listeners CrowdOfOneTaste(int seed)
    {
        var listeners = new Listeners(seed);
        var dice = new Random(seed);
        for (var person = 0; person < People; person++)
        {
            for (var i = 0; i < 80; i++)
            {
                var rank = dice.Next(400);
                listeners.Take(person, rank, hour: i);
                if (i % 3 == 0)
                {
                    listeners.Take(person, rank, hour: i + 5);
                }
            }
        }

        return listeners;
    }

    /// <summary>Tracks of the tail, by member and place, and as many of what everybody takes.</summary>
    private static void AddUnderCover(Listeners listeners, int seed, Func<int, int, Random, int> placeOf)
    {
        var dice = new Random(seed);
        for (var member = 0; member < Members; member++)
        {
            for (var i = 0; i < Tracks; i++)
            {
                listeners.Take(First + member, 5_000 + placeOf(member, i, dice), hour: i);
                listeners.Take(First + member, dice.Next(400), hour: i);
            }
        }
    }
}
