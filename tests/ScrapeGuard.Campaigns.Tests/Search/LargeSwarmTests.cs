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
}
