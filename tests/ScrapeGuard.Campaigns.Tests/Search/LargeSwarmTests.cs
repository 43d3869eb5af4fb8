using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Many accounts that take turns on a list, each so little that no pair of them says much.</summary>
public sealed class LargeSwarmTests
{
    private const int People = 250;
    private const int Members = 40;
    private const int First = Listeners.FirstCandidate;

    /// <summary>Of two a third of a track is expected in common, of all 780 pairs more than two hundred.</summary>
    [Test]
    public void Find_FortyTakeTurnsOnAList_AreFoundThoughEachPairSaysLittle([Range(1, 4)] int seed)
    {
        var listeners = Listeners.Crowd(seed, People);
        listeners.AddCandidatesWhoArePeople();
        var firstMember = First + 100;
        for (var member = 0; member < Members; member++)
        {
            listeners.List(firstMember + member, Enumerable.Range(0, 30).Select(i => 400 + (i * Members) + member));
        }

        var found = listeners.Find();

        found.Should().ContainSingle("seed {0}", seed).Which.Kind.Should().Be(CampaignKind.Disjoint);
        found[0].Members.Select(member => member.Account).Intersect(
            Enumerable.Range(firstMember, Members).Select(Listeners.KeyOf)).Should().HaveCountGreaterThan(
                Members * 9 / 10, "seed {0}", seed);
    }

    /// <summary>People who come back to little and take as little: nothing is found among them.</summary>
    [Test]
    public void Find_FortyPeopleWhoComeBackToNothing_FindsNothing([Range(1, 4)] int seed)
    {
        var listeners = Listeners.Crowd(seed, People);
        listeners.AddCandidatesWhoArePeople();
        for (var member = 0; member < Members; member++)
        {
            listeners.List(
                First + 100 + member, Enumerable.Range(0, 200).Select(_ => listeners.Draw()).Distinct().Take(60));
        }

        listeners.Find().Should().BeEmpty("seed {0}", seed);
    }

    /// <summary>
    /// Two swarms go down one list, so that each account of the one has ten tracks in common with four of the other:
    /// where they are taken for one, these are its twins, and it is a stranger to all others.
    /// </summary>
    [Test]
    public void Find_TwoSwarmsDownOneList_EachIsAStrangerToTheOthers([Range(1, 4)] int seed)
    {
        const int Each = 20;
        var listeners = Listeners.Crowd(seed, People);
        for (var member = 0; member < Each; member++)
        {
            var (one, other) = (First + member, First + Each + member);
            listeners.List(one, Enumerable.Range(0, 40).Select(i => 300 + (i * Each) + member));
            listeners.List(other, Enumerable.Range(0, 40).Select(i => 300 + (i * Each) + ((member + (i / 10)) % Each)));
        }

        var members = listeners.Find().SelectMany(group => group.Members).ToList();

        members.Should().HaveCountGreaterThan(Each * 3 / 2, "seed {0}", seed);
        members.Should().OnlyContain(
            member => member.Observed <= 0.2 * member.Expected, "seed {0}: twins say nothing", seed);
    }
}
