using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Who takes what no person holds, whatever else it takes.</summary>
public sealed class UnheldSharesTests
{
    private const int FewestPeople = 25;
    private const int FewestTracks = 10;
    private const int Enough = 6;
    private const int Mimic = 99;

    /// <summary>First of the tracks that nobody but one account takes.</summary>
    private const int Tail = 50_000;

    /// <summary>Half of it cover, of which people have a part each, and half what nobody else takes.</summary>
    [TestCase(40, 40, 0, true)]
    [TestCase(40, 80, 0, true)]
    [TestCase(32, 32, 0, true)]
    [TestCase(31, 20, 0, false, TestName = "EvidenceOf_31OfATailUnderCover_SaysNothing")]
    [TestCase(34, 40, 8, true)]
    [TestCase(30, 40, 12, false, TestName = "EvidenceOf_TailThatItComesBackTo_SaysNothing")]
    public void EvidenceOf_TailUnderCover_SaysThatHardlyAPersonTakesSo(int tail, int cover, int returned, bool isBeyond)
    {
        var shares = Among(People(own: 1));
        var dice = new Random(1);
        var once = Enumerable.Range(Tail, tail).Concat(Taker.Some(dice, 0, cover));

        (shares.EvidenceOf(Taker.Of(Mimic, once, Enumerable.Range(Tail + 1_000, returned))) >= Enough)
            .Should().Be(isBeyond);
    }

    /// <summary>Three new albums in three evenings, of which nobody knows yet.</summary>
    [TestCase(12, false)]
    [TestCase(6, false)]
    [TestCase(4, true)]
    public void EvidenceOf_NewReleases_AreAFewEvenings(int perHour, bool isBeyond)
    {
        var shares = Among(People(own: 1));

        (shares.EvidenceOf(Taker.Of(Mimic, Enumerable.Range(Tail, 36), [], perHour)) >= Enough).Should().Be(isBeyond);
    }

    /// <summary>Where people take as much that nobody else does, nothing is said: explorers take little else.</summary>
    [TestCase(1, true)]
    [TestCase(12, false)]
    public void EvidenceOf_PeopleOfWideTastes_SaysNothing(int own, bool isBeyond)
    {
        var shares = Among(People(own));

        (shares.EvidenceOf(Taker.Of(Mimic, Enumerable.Range(Tail, 60), [])) > 0).Should().Be(isBeyond);
    }

    /// <summary>On a stream's first day who takes much takes what nobody else is known to hold yet.</summary>
    [TestCase(5, false)]
    [TestCase(12, true)]
    public void EvidenceOf_PeopleOfADay_SaysNothing(int hours, bool isBeyond)
    {
        var shares = Among(People(own: 1, hours: hours));

        shares.IsTelling.Should().Be(isBeyond);
        (shares.EvidenceOf(Taker.Of(Mimic, Enumerable.Range(Tail, 60), [])) >= Enough).Should().Be(isBeyond);
    }

    [Test]
    public void EvidenceOf_TooFewPeople_SaysNothing()
    {
        var shares = Among(People(own: 1)[..(FewestPeople - 1)]);

        shares.Beyond.Should().Be(1);
        shares.EvidenceOf(Taker.Of(Mimic, Enumerable.Range(Tail, 60), [])).Should().Be(0);
    }

    [Test]
    public void EvidenceOf_Person_IsNone() => Property.HoldsForSeeds(seed =>
    {
        var people = People(own: 1 + (seed % 4), seed);
        var shares = Among(people);

        people.Should().OnlyContain(person => shares.EvidenceOf(person) == 0, $"seed {seed}");
    });

    /// <summary>A fifth of the sample are mimics that nobody knows yet, and that come back to their cover.</summary>
    [Test]
    public void Beyond_ScrapersAmongPeople_IsHardlyMore()
    {
        var people = People(own: 1);
        var mimics = Enumerable.Range(1_000, people.Count / 4).Select(account => Taker.Of(
            account, Enumerable.Range(Tail + (account * 100), 40), Taker.Some(new Random(account), 0, 20)));

        Among([.. people, .. mimics]).Beyond.Should().BeApproximately(Among(people).Beyond, 0.1);
    }

    [Test]
    public void Of_Account_CountsWhatNoOtherHolds()
    {
        var shares = Among(People(own: 0));

        shares.Of(Taker.Of(Mimic, [1, 2, 3, Tail, Tail + 1], [4, Tail + 2])).Should()
            .Be(new UnheldShares.Counts(Tracks: 7, Unheld: 3, Returned: 1));
    }

    private static UnheldShares Among(List<SearchAccount> people) =>
        new(new Holdings(people, _ => 0.001, FewestPeople, FewestTracks), FewestPeople);

    /// <summary>People who take 24 of a hundred tracks that all know, and a few that nobody else does.</summary>
    private static List<SearchAccount> People(int own, int seed = 3, int hours = 12)
    {
        var dice = new Random(seed);
        return [.. Enumerable.Range(100, 60).Select(account => Taker.Of(
            account,
            Taker.Some(dice, 0, 16).Concat(Enumerable.Range(Tail + (account * 100), dice.Next(own + 1))),
            Taker.Some(dice, 0, 8),
            hours: hours))];
    }
}
