using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Whom candidates are held against.</summary>
public sealed class SampleOfPeopleTests
{
    private const int People = 60;
    private const int First = Listeners.FirstCandidate;
    private const int Unheard = 20_000;

    /// <summary>
    /// Scrapers that were suspended for their pace and go on have something of everybody: what a swarm takes would be
    /// what "people" take too.
    /// </summary>
    [Test]
    public void Find_LoudScrapersInTheSample_AreNoMeasureOfPeople([Range(1, 3)] int seed)
    {
        var listeners = Listeners.Crowd(seed, People);
        for (var loud = 0; loud < 3; loud++)
        {
            for (var track = 0; track < 1_300; track++)
            {
                listeners.Take(People + loud, Unheard + track, hour: track / 20);
            }
        }

        AddSwarm(listeners);

        var found = listeners.Find();

        found.Should().ContainSingle("seed {0}", seed);
        found[0].Kind.Should().Be(CampaignKind.Isolated);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, 8).Select(Listeners.KeyOf), "seed {0}", seed);
    }

    /// <summary>Most people take too little to be held against; they take no room from those who do not.</summary>
    [Test]
    public void Find_ManyPeopleWhoTakeLittle_IsStillHeldAgainstTheOthers([Range(1, 3)] int seed)
    {
        var listeners = Listeners.Crowd(seed, People);
        for (var i = 0; i < 800; i++)
        {
            listeners.Person(People + i, 4, tasteSeed: (seed * 10_000) + i);
        }

        AddSwarm(listeners);

        listeners.Find().Should().ContainSingle("seed {0}", seed)
            .Which.Kind.Should().Be(CampaignKind.Isolated);
    }

    private static void AddSwarm(Listeners listeners)
    {
        for (var i = 0; i < 8; i++)
        {
            listeners.List(First + i, Enumerable.Range(0, 60).Select(k => Unheard + (k * 8) + i));
        }
    }
}
