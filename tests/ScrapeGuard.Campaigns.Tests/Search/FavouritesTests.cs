using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>How often two tracks of an account are by one artist.</summary>
public sealed class FavouritesTests
{
    private const int FewestPeople = 25;
    private const int Stranger = 900;
    private const double Enough = 8;

    /// <summary>The oracle looks at every pair.</summary>
    [Test]
    public void Of_AnyAccount_IsThatOfEveryPair() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var (tracks, artists, untold) = (dice.Next(120), 1 + dice.Next(60), dice.Next(20));
        uint[] by =
        [
            .. Enumerable.Range(0, tracks).Select(_ => dice.Next(100) < untold ? 0 : 1 + (uint)dice.Next(artists)),
        ];
        int[] at = [.. Enumerable.Range(0, tracks).Select(_ => dice.Next(40))];
        var (told, all, ofOne, near, nearOfOne) = (by.Count(artist => artist != 0), 0, 0, 0, 0);
        for (var a = 0; a < tracks; a++)
        {
            for (var b = 0; b < a; b++)
            {
                var (isTold, isOfOne) = (by[a] != 0 && by[b] != 0, by[a] != 0 && by[a] == by[b]);
                all += isTold ? 1 : 0;
                ofOne += isOfOne ? 1 : 0;
                near += isTold && at[a] == at[b] ? 1 : 0;
                nearOfOne += isOfOne && at[a] == at[b] ? 1 : 0;
            }
        }

        var pairs = ArtistPairs.Of(By(by, at));

        (pairs.Tracks, pairs.All, pairs.OfOne, pairs.Near, pairs.NearOfOne).Should().Be(
            (told, all, ofOne, near, nearOfOne), "seed {0}", seed);
        pairs.NearShare.Should().BeApproximately(near == 0 ? 0 : nearOfOne / (double)near, 1e-12, "seed {0}", seed);
        pairs.Share.Should().BeApproximately(all == 0 ? 0 : ofOne / (double)all, 1e-12, "seed {0}", seed);
        pairs.IsTold.Should().Be(told > 0 && 10 * (tracks - told) <= tracks, "seed {0}", seed);
    });

    /// <summary>Of 30 people three in ten have a third of what the others have, so few people have a ninth.</summary>
    [Test]
    public void EvidenceOf_APairOrThree_IsARatioOfPoissonDistributions([Values(0, 1, 3)] int together)
    {
        const int Tracks = 150;
        const int Pairs = 11_175;
        var people = Enumerable.Range(0, 30).Select(i => Person(i, i < 9 ? 1 : 3));
        var favourites = new Favourites(people, FewestPeople);

        favourites.Usual.Should().BeApproximately(30 / 1225.0, 1e-9);
        favourites.OfFew.Should().BeApproximately(30 / 9.0 / 1225.0, 1e-9);
        (favourites.UsualNear, favourites.OfFewNear).Should().Be((0, 0), "no two tracks were taken at once");

        // So many pairs of two tracks, and the rest each by another.
        var account = By([.. Enumerable.Range(0, Tracks).Select(i => 1 + (uint)(i < 2 * together ? i / 2 : i))]);
        var mean = Pairs * favourites.OfFew;
        var oracle = LogPoisson(together, mean / 4) - LogPoisson(together, mean);
        favourites.EvidenceOf(account).Should().BeApproximately(oracle, 1e-6).And.BeGreaterThan(Enough);
    }

    /// <summary>
    /// Where people play by the artist, who has few tracks of each may be an explorer, unless so many tracks in a row
    /// are each by another: three at once, 50 times, and fewer than three of these pairs by one.
    /// </summary>
    [TestCase(3, 0, true)]
    [TestCase(3, 2, true)]
    [TestCase(3, 3, false, TestName = "EvidenceOf_ThreeNearPairsByOneArtist_SaysNothing")]
    [TestCase(2, 0, true)]
    [TestCase(2, 1, false, TestName = "EvidenceOf_OneOfHalfAsManyNearPairs_SaysNothing")]
    [TestCase(1, 0, false, TestName = "EvidenceOf_NoNearPair_SaysNothing")]
    public void EvidenceOf_ListAmongPeopleWhoPlayByTheArtist_AsksForNearPairs(int atOnce, int ofOne, bool isSaid)
    {
        var favourites = new Favourites(Enumerable.Range(0, 30).Select(i => Person(i, 3, perEpoch: 5)), FewestPeople);
        uint[] artists = [.. Enumerable.Range(0, 150).Select(i => 1 + (uint)(i % 3 == 1 && i < 3 * ofOne ? i - 1 : i))];

        favourites.UsualNear.Should().BeApproximately(3 / 10.0, 1e-9);
        favourites.OfFewNear.Should().BeApproximately(0.4 * 0.15, 1e-9, "more is no measure");
        favourites.OfFew.Should().BeApproximately(favourites.Usual, 1e-9, "all are alike, and no bound is needed");
        var evidence = favourites.EvidenceOf(By(artists, [.. artists.Select((_, i) => i / atOnce)]));

        (evidence > Enough).Should().Be(isSaid);
        (evidence > 0).Should().Be(isSaid);
    }

    [Test]
    public void EvidenceOf_PeopleAndLists_IsThatOfLists() => Property.HoldsForSeeds(seed =>
    {
        var people = Fans.People(seed);
        var favourites = new Favourites(people, FewestPeople);

        favourites.OfFew.Should().BePositive().And.BeLessThan(favourites.Usual, "seed {0}", seed);
        people.Should().OnlyContain(person => favourites.EvidenceOf(person) < Enough, $"seed {seed}");
        favourites.EvidenceOf(Fans.List(Stranger, seed)).Should().BeGreaterThan(Enough, "seed {0}", seed);
    });

    [TestCase(20, true)]
    [TestCase(21, false)]
    public void EvidenceOf_MoreThanATenthNotTold_SaysNothing(int untold, bool isSaid)
    {
        var favourites = new Favourites(Fans.People(seed: 1), FewestPeople);

        var evidence = favourites.EvidenceOf(Fans.Untold(Fans.List(Stranger, seed: 1, tracks: 200), untold));

        (evidence > 0).Should().Be(isSaid);
        favourites.EvidenceOf(Fans.List(Stranger, seed: 1) with { Artists = [] }).Should().Be(0);
    }

    /// <summary>No measure is who comes back to little, took little, or whose artists are not told.</summary>
    [Test]
    public void EvidenceOf_FewerPeopleThanAskedFor_SaysNothing()
    {
        SearchAccount[] people = [.. Enumerable.Range(0, FewestPeople).Select(i => Person(i, 10))];
        var list = Fans.List(Stranger, seed: 1);

        new Favourites(people, FewestPeople).EvidenceOf(list).Should().BeGreaterThan(Enough);
        foreach (var other in new[]
            {
                Person(Stranger, 10, returned: 14), Person(Stranger, 10, tracks: 29),
                Fans.Untold(Person(Stranger, 10), 6),
            })
        {
            var favourites = new Favourites([.. people[1..], other], FewestPeople);
            (favourites.Usual, favourites.OfFew, favourites.EvidenceOf(list)).Should().Be((0, 0, 0));
        }

        new Favourites([], FewestPeople).EvidenceOf(list).Should().Be(0);
    }

    /// <summary>
    /// Where no person has two tracks by one artist, nobody is told by having none: the most that an account can say is
    /// a hundredth of a nat or two.
    /// </summary>
    [Test]
    public void EvidenceOf_PeopleWithoutFavourites_SaysNextToNothing()
    {
        SearchAccount[] people = [.. Enumerable.Range(0, 40).Select(i => Person(i, favourites: 0))];

        new Favourites(people, FewestPeople).EvidenceOf(By([.. Enumerable.Range(1, 200).Select(i => (uint)i)]))
            .Should().BeLessThan(0.02);
    }

    /// <summary>Where three of twenty people have no favourites, nobody is told by having none.</summary>
    [Test]
    public void EvidenceOf_SomePeopleWithoutFavourites_SaysNextToNothing()
    {
        SearchAccount[] people = [.. Enumerable.Range(0, 40).Select(i => Person(i, favourites: i < 6 ? 0 : 10))];

        new Favourites(people, FewestPeople).EvidenceOf(Fans.List(Stranger, seed: 1)).Should().BeLessThan(0.02);
    }

    [Test]
    public void Of_TracksInAnyOrder_IsTheSame()
    {
        var person = Fans.People(seed: 2)[0];

        ArtistPairs.Of(person with { Artists = [.. person.Artists.Reverse()] }).Should().Be(ArtistPairs.Of(person));
    }

    private static SearchAccount By(uint[] artists, int[]? epochs = null) =>
        Taker.Of(Stranger, Enumerable.Range(0, artists.Length), []) with
        {
            Artists = [.. artists],
            FirstEpochs = [.. epochs ?? Enumerable.Range(0, artists.Length)],
        };

    /// <summary>One who took five tracks of each of so many artists, and others each by another; 50 in all.</summary>
    private static SearchAccount Person(
        int account, int favourites, int tracks = 50, int returned = 15, int perEpoch = 1) =>
        Taker.Of(account, Enumerable.Range(0, tracks - returned), Enumerable.Range(1_000, returned)) with
        {
            Artists =
            [
                .. Enumerable.Range(0, tracks).Select(i => (uint)(i < 5 * favourites ? 1 + (i / 5) : 1_000 + i)),
            ],
            FirstEpochs = [.. Enumerable.Range(0, tracks).Select(i => i / perEpoch)],
        };

    private static double LogPoisson(int seen, double mean) =>
        (seen * Math.Log(mean)) - mean - Enumerable.Range(1, seen).Sum(i => Math.Log(i));
}
