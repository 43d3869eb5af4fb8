using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Who comes back to what people hold, and to nothing else.</summary>
public sealed class CoverTestTests
{
    private const int FewestPeople = 25;
    private const int FewestTracks = 10;
    private const int Enough = 8;
    private const int Mimic = 99;

    /// <summary>First of the tracks that nobody but one account takes.</summary>
    private const int Tail = 50_000;

    /// <summary>Tracks of the tail taken once and come back to, and the same of what everybody holds.</summary>
    [TestCase(90, 3, 20, 14, true)]
    [TestCase(60, 0, 20, 12, true)]
    [TestCase(28, 0, 20, 14, false, TestName = "EvidenceOf_TooLittleOfATail_SaysNothing")]
    [TestCase(90, 3, 20, 5, false, TestName = "EvidenceOf_OneWhoHardlyComesBackToAnything_SaysNothing")]
    [TestCase(60, 30, 20, 14, false, TestName = "EvidenceOf_OneWhoComesBackToTheTail_SaysNothing")]
    [TestCase(90, 3, 2, 2, false, TestName = "EvidenceOf_NoCover_SaysNothing")]
    public void EvidenceOf_TailUnderCover_IsThatItComesBackToCoverOnly(
        int tail, int returnedOfTail, int held, int returnedOfHeld, bool isCover)
    {
        var account = Taker.Of(
            Mimic,
            [.. Enumerable.Range(Tail, tail), .. Enumerable.Range(0, held)],
            [.. Enumerable.Range(Tail + 1_000, returnedOfTail), .. Enumerable.Range(40, returnedOfHeld)]);

        (Among(People()).EvidenceOf(account) >= Enough).Should().Be(isCover);
    }

    /// <summary>Two evenings of what nobody knows are no list, whatever else one comes back to.</summary>
    [TestCase(30, false)]
    [TestCase(8, true)]
    public void EvidenceOf_TailOfTwoEvenings_SaysNothing(int perHour, bool isCover)
    {
        var account = Taker.Of(
            Mimic, [.. Enumerable.Range(0, 20), .. Enumerable.Range(Tail, 80)], Enumerable.Range(40, 14), perHour);

        (Among(People()).EvidenceOf(account) >= Enough).Should().Be(isCover);
    }

    /// <summary>The oracle knows each draw: the logarithm of its chance by two rates, less that by one.</summary>
    [Test]
    public void EvidenceOf_AnyAccountUnderCover_IsThatOfTheDraws() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var shares = Shares(People());
        var (tail, returnedOfTail) = (30 + dice.Next(100), dice.Next(5));
        var (held, returnedOfHeld) = (5 + dice.Next(20), 5 + dice.Next(20));
        var account = Taker.Of(
            Mimic,
            [.. Enumerable.Range(Tail, tail), .. Enumerable.Range(0, held)],
            [.. Enumerable.Range(Tail + 1_000, returnedOfTail), .. Enumerable.Range(40, returnedOfHeld)]);

        bool[] ofTail = [.. Enumerable.Repeat(true, returnedOfTail), .. Enumerable.Repeat(false, tail)];
        bool[] ofHeld = [.. Enumerable.Repeat(true, returnedOfHeld), .. Enumerable.Repeat(false, held)];
        var nats = LogChance(ofTail) + LogChance(ofHeld) - LogChance([.. ofTail, .. ofHeld]);
        var isUnheld = ofTail.Select(_ => true).Concat(ofHeld.Select(_ => false)).ToArray();
        var beyond = isUnheld.Average(unheld => unheld ? 1 : 0.0) <= shares.OfFew ? 0
            : LogChance(isUnheld) - isUnheld.Sum(unheld => Math.Log(unheld ? shares.OfFew : 1 - shares.OfFew));
        var isCover = nats >= 3 && ofHeld.Average(again => again ? 1 : 0.0) >= 0.3
            && ofTail.Average(again => again ? 1 : 0.0) <= 0.12
            && isUnheld.Average(unheld => unheld ? 1 : 0.0) >= shares.Usual;

        Among(shares).EvidenceOf(account).Should().BeApproximately(
            isCover ? nats + beyond : 0, 1e-6, $"seed {seed}");
    });

    [Test]
    public void Find_TwelveUnderCoverAmongPeople_AreOneCampaign()
    {
        var people = People();
        SearchAccount[] accounts = [.. people, .. Enumerable.Range(0, 12).Select(Swarmer)];

        var found = Among(people, accounts).Find([.. Enumerable.Range(0, accounts.Length)]);

        found!.Kind.Should().Be(CampaignKind.Cover);
        found.Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(0, 12).Select(i => Listeners.KeyOf(Mimic + i)));
        found.Members.Should().OnlyContain(member => member.Observed == 0 && member.Expected > 20);
    }

    /// <summary>Four odd people are no campaign, and people with a taste of their own have it in common.</summary>
    [Test]
    public void Find_FourUnderCoverOrATasteOfTwelve_FindsNothing()
    {
        var people = People();
        SearchAccount[] four = [.. people, .. Enumerable.Range(0, 4).Select(Swarmer)];
        SearchAccount[] taste =
        [
            .. people,
            .. Enumerable.Range(0, 12).Select(i => Taker.Of(
                Mimic + i, [.. Enumerable.Range(Tail, 60), .. Enumerable.Range(0, 20)], Enumerable.Range(40, 14))),
        ];

        Among(people, four).Find([.. Enumerable.Range(0, four.Length)]).Should().BeNull();
        Among(people, taste).Find([.. Enumerable.Range(0, taste.Length)]).Should().BeNull();
    }

    /// <summary>One in fifty of many candidates look so by chance.</summary>
    [TestCase(200, true)]
    [TestCase(700, false)]
    public void Find_TwelveAmongMany_AreACampaignIfOneInFiftyIs(int others, bool isFound)
    {
        var people = People();
        SearchAccount[] accounts =
        [
            .. Enumerable.Range(0, others).Select(i => Taker.Of(1_000 + i, Enumerable.Range(0, 30), [])),
            .. Enumerable.Range(0, 12).Select(Swarmer),
        ];

        (Among(people, accounts).Find([.. Enumerable.Range(0, accounts.Length)]) is not null).Should().Be(isFound);
    }

    private static SearchAccount Swarmer(int i) => Taker.Of(
        Mimic + i, [.. Enumerable.Range(Tail + (i * 100), 60), .. Enumerable.Range(0, 20)],
        Enumerable.Range(40, 14));

    private static double LogChance(bool[] draws)
    {
        var rate = draws.Average(draw => draw ? 1 : 0.0);
        return draws.Sum(draw => Math.Log(draw ? rate : 1 - rate));
    }

    private static CoverTest Among(SearchAccount[] people, SearchAccount[]? accounts = null) =>
        Among(Shares(people), accounts ?? people);

    private static CoverTest Among(UnheldShares shares, SearchAccount[]? accounts = null) => new(
        accounts ?? [], new TraitTable(accounts ?? [], people: 0), shares, new CampaignSearchOptions());

    private static UnheldShares Shares(SearchAccount[] people) => new(
        new Holdings(people, track => track < 1_000 ? 0.001 : 0.00001, FewestPeople, FewestTracks), FewestPeople);

    /// <summary>People who take some of a hundred tracks and a few of their own, and come back to a third.</summary>
    private static SearchAccount[] People() =>
    [
        .. Enumerable.Range(0, 60).Select(person =>
        {
            var dice = new Random(person);
            var own = Enumerable.Range(10_000 + (person * 10), person % 6).ToList();
            return Taker.Of(person, [.. Taker.Some(dice, 0, 40), .. own], Taker.Some(dice, 0, 20), hours: 12);
        }),
    ];
}
