using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Who reports what it plays, and never comes back to any of it.</summary>
public sealed class ReturnsTestTests
{
    private const int First = 900;

    [Test]
    public void Find_TwelveListsAmongPeople_AreOneCampaign() => Property.HoldsForSeeds(seed =>
    {
        var found = Find(Circles.People(seed), Lists(12));

        found!.Kind.Should().Be(CampaignKind.NoReturns, "seed {0}", seed);
        found.Members.Select(member => member.Account).Should().Equal(
            Lists(12).Select(list => list.Key).Order(), "seed {0}", seed);
        found.Members.Should().OnlyContain(member => member.Observed == 0 && member.Expected == 10, $"seed {seed}");
    });

    /// <summary>They share with people as popularity does, and each has an artist as often as people do.</summary>
    [Test]
    public void Search_ListsOfWhatPeoplePlay_FindsThatTheyNeverComeBack([Range(1, 3)] int seed)
    {
        var people = Circles.People(seed).Concat(Heavy(8))
            .Select(person => person with { IsCandidate = false, ReportsPlays = true });
        var lists = Enumerable.Range(First, 12)
            .Select(i => Circles.Mimic(i, seed, returned: 0) with { IsMeasure = false, ReportsPlays = true }).ToList();
        var search = new CampaignSearch(new CampaignSearchOptions());

        var found = search.Find([.. people, .. lists], _ => 0.0001);

        found.Should().ContainSingle().Which.Kind.Should().Be(CampaignKind.NoReturns);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(lists.Select(list => list.Key));
    }

    [TestCase(5, 100, 4, true)]
    [TestCase(4, 100, 4, false, TestName = "Find_FourLists_FindsNothing")]
    [TestCase(12, 80, 4, true)]
    [TestCase(12, 79, 4, false, TestName = "Find_TracksOfADay_FindsNothing")]
    [TestCase(12, 96, 8, true)]
    [TestCase(12, 88, 8, false, TestName = "Find_TracksOfElevenHours_FindsNothing")]
    public void Find_Lists_AreFoundIfEnoughIsKnown(int accounts, int tracks, int perHour, bool isFound) =>
        (Find(Circles.People(seed: 5), Lists(accounts, tracks, perHour)) is not null).Should().Be(isFound);

    /// <summary>A client that reports nothing, or plays what it kept, says nothing by what it asks for.</summary>
    [TestCase(true, false, true)]
    [TestCase(false, false, false)]
    [TestCase(true, true, false)]
    public void Find_WhatClientsTell_IsAskedForFirst(bool reports, bool playsAgain, bool isFound)
    {
        var lists = Lists(12).Select(list => list with { ReportsPlays = reports, PlaysAgain = playsAgain }).ToList();

        (Find(Circles.People(seed: 5), lists) is not null).Should().Be(isFound);
    }

    /// <summary>Explorers come back once, as to nothing by chance: there must be over six of these for one.</summary>
    [TestCase(1, true)]
    [TestCase(2, false)]
    public void Find_SomeWhoComeBackOnce_AreWhatChanceIsHeldAgainst(int once, bool isFound)
    {
        var explorers = Lists(once, returned: 1, first: First + 100);

        var found = Find(Circles.People(seed: 5), [.. Lists(12), .. explorers]);

        (found is not null).Should().Be(isFound);
        found?.Members.Should().HaveCount(12);
    }

    /// <summary>Where hardly anybody who takes so much comes back, that is how one listens.</summary>
    [TestCase(4, true)]
    [TestCase(3, false)]
    public void Find_MostWhoTakeSoMuchNeverComeBack_SaysNothing(int others, bool isFound) =>
        (Find(Circles.People(seed: 5), Lists(12), others) is not null).Should().Be(isFound);

    [TestCase(580, true)]
    [TestCase(581, false)]
    public void Find_TwelveAmongMany_AreACampaignIfOneInFiftyIs(int people, bool isFound) =>
        (Find(Circles.People(seed: 6, people), Lists(12)) is not null).Should().Be(isFound);

    /// <summary>Explorers come back to three of a hundred, some to none by chance.</summary>
    [Test]
    public void Find_Explorers_FindsNothing() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var explorers = Enumerable.Range(First, 200).Select(i =>
        {
            var returned = Enumerable.Range(0, 100).Count(_ => dice.NextDouble() < 0.03);
            return Lists(1, returned: returned, first: i)[0];
        }).ToList();

        Find(Circles.People(seed), explorers).Should().BeNull("seed {0}", seed);
    });

    private static List<SearchAccount> Lists(
        int accounts, int tracks = 100, int perHour = 4, int returned = 0, int first = First) =>
    [
        .. Enumerable.Range(first, accounts).Select(i => Taker.Of(
            i, Enumerable.Range(i * 1_000, tracks - returned), Enumerable.Range((i * 1_000) + 500, returned), perHour)
            with { ReportsPlays = true }),
    ];

    /// <summary>People who take as much, and come back to a third of it.</summary>
    private static IEnumerable<SearchAccount> Heavy(int people) => Enumerable.Range(First + 500, people)
        .Select(i => Taker.Of(i, Enumerable.Range(0, 80), Enumerable.Range(100, 40)));

    private static FoundGroup? Find(SearchAccount[] people, List<SearchAccount> others, int heavy = 8)
    {
        SearchAccount[] accounts =
        [
            .. people.Concat(Heavy(heavy)).Select(person => person with { ReportsPlays = true }), .. others,
        ];
        return new ReturnsTest(accounts, new TraitTable(accounts, people.Length + heavy), new CampaignSearchOptions())
            .Find([.. Enumerable.Range(0, accounts.Length)]);
    }
}
