using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Accounts that take what no person takes, as a search finds them.</summary>
public sealed class IsolationTestTests
{
    private const int People = 250;
    private const int First = Listeners.FirstCandidate;

    [Test]
    public void Find_WhereNobodyListens_IsIsolated()
    {
        var listeners = Crowd(5);
        for (var i = 0; i < 8; i++)
        {
            listeners.List(First + i, Enumerable.Range(0, 150).Select(k => 20_000 + (k * 8) + i));
        }

        var found = listeners.Find();

        found.Should().ContainSingle();
        found[0].Kind.Should().Be(CampaignKind.Isolated);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, 8).Select(Listeners.KeyOf));
    }

    /// <summary>New releases of which nobody knows yet: three albums in three evenings are few hours.</summary>
    [TestCase(12, false)]
    [TestCase(5, true)]
    public void Find_AlbumsThatNobodyKnowsYet_AreIsolatedOnlyIfTheyGoOn(int perHour, bool isFound)
    {
        var listeners = Crowd(5);
        for (var i = 0; i < 8; i++)
        {
            for (var k = 0; k < 36; k++)
            {
                listeners.Take(First + i, 20_000 + (k * 8) + i, hour: 24 + (k / perHour));
            }
        }

        listeners.Find().Any().Should().Be(isFound);
    }

    /// <summary>
    /// Scrapers that are not known yet, or were suspended for something else, are in the sample that people are
    /// measured by: a day or two after they began, a third of it.
    /// </summary>
    [Test]
    public void Find_WhereNobodyListensAndAThirdOfTheSampleDoesSo_IsIsolated([Range(1, 3)] int seed)
    {
        var listeners = Crowd(seed);
        for (var i = 0; i < People / 2; i++)
        {
            listeners.List(People + i, Enumerable.Range(0, 60).Select(k => 20_000 + (k * People / 2) + i));
        }

        for (var i = 0; i < 8; i++)
        {
            listeners.List(First + i, Enumerable.Range(0, 60).Select(k => 30_000 + (k * 8) + i));
        }

        var found = listeners.Find().Where(group => group.Kind == CampaignKind.Isolated).ToList();

        found.Should().ContainSingle("seed {0}", seed);
        found[0].Members.Select(member => member.Account).Should().Contain(
            Enumerable.Range(First, 8).Select(Listeners.KeyOf), "seed {0}", seed);
    }

    /// <summary>
    /// At random from a catalogue of which people hold a part, so that the list has that part in common with them: who
    /// comes back to nothing is a stranger all the same, who comes back to one of forty is not, by that alone.
    /// </summary>
    [TestCase(false)]
    [TestCase(true)]
    public void Find_RandomListOfWhichPeopleHoldAPart_IsLostIfNothingComesBack(bool comesBack)
    {
        var listeners = Crowd(5);
        for (var i = 0; i < 8; i++)
        {
            listeners.List(First + i, Enumerable.Range(0, 60).Select(k => k % 12 == 0
                ? 2_000 + (k * 8) + i
                : 20_000 + (k * 8) + i));
            if (comesBack)
            {
                listeners.Take(First + i, 20_008 + i, hour: 70);
            }
        }

        var found = listeners.Find().Where(group => group.Kind == CampaignKind.Isolated).ToList();

        found.Should().ContainSingle();
        found[0].Members.Should().HaveCount(8).And.OnlyContain(member => member.IsStranger == !comesBack);
        found[0].Members.Should().Contain(member => member.Observed > 0);
    }

    [Test]
    public void Find_MinorityWithATasteOfItsOwn_IsNotIsolated()
    {
        var listeners = Crowd(23);
        var dice = new Random(23);
        for (var i = 0; i < 20; i++)
        {
            listeners.List(First + i, Enumerable.Range(0, 150).Select(_ => 19_000 + dice.Next(800)).Distinct());
        }

        listeners.Find().Should().BeEmpty();
    }

    private static Listeners Crowd(int seed) => Listeners.Crowd(seed, People);
}
