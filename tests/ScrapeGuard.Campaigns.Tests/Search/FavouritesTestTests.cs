using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Who has no favourites, where people have some.</summary>
public sealed class FavouritesTestTests
{
    private const int First = 900;

    /// <summary>What 50 to 80 tracks can say.</summary>
    private static readonly CampaignSearchOptions OfFewTracks = new() { MinFavouritesEvidence = 1, MinEvidence = 0 };

    [Test]
    public void Find_TwelveListsAmongPeople_AreOneCampaign() => Property.HoldsForSeeds(seed =>
    {
        var found = Find(Fans.People(seed), Lists(12, seed));

        found!.Kind.Should().Be(CampaignKind.NoFavourites, "seed {0}", seed);
        found.Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, 12).Select(Listeners.KeyOf), "seed {0}", seed);
        found.Members.Should().OnlyContain(member => member.Observed < member.Expected / 10, $"seed {seed}");
        found.Members.Should().BeInAscendingOrder(member => member.Account);
    });

    /// <summary>They share with people as popularity does: no other test would find them so soon.</summary>
    [Test]
    public void Search_MimicsByAnyArtistAmongPeople_FindsThatTheyHaveNoFavourites([Range(1, 3)] int seed)
    {
        var people = Fans.People(seed).Select(person => person with { IsCandidate = false });
        var mimics = Enumerable.Range(First, 12)
            .Select(i => Fans.WithoutFavourites(Circles.Mimic(i, seed, returned: 10), seed) with { IsMeasure = false });
        var search = new CampaignSearch(new CampaignSearchOptions());

        var found = search.Find([.. people, .. mimics], _ => 0.0001);

        found.Should().ContainSingle().Which.Kind.Should().Be(CampaignKind.NoFavourites);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, 12).Select(Listeners.KeyOf), "seed {0}", seed);
    }

    /// <summary>Pairs of 100,000: the median person's, and the account's own.</summary>
    [Test]
    public void Find_AMember_SaysHowManyPairsAreByOneArtist()
    {
        var people = Fans.People(seed: 3);
        var list = Fans.List(First, seed: 3);

        var member = Find(people, Lists(12, seed: 3))!.Members.Single(member => member.Account == list.Key);

        var usual = people.Where(person => person.Returned.Length >= 0.3 * person.Taken)
            .Select(person => ArtistPairs.Of(person).Share).Order().ToList();
        member.Expected.Should().BeApproximately(100_000 * usual[usual.Count / 2], 1e-3);
        member.Observed.Should().BeApproximately(100_000 * ArtistPairs.Of(list).Share, 1e-9);
    }

    /// <summary>Four are no campaign, nor are those who come back, or took all in an evening or two.</summary>
    [TestCase(5, 0, 4, true)]
    [TestCase(4, 0, 4, false, TestName = "Find_FourLists_FindsNothing")]
    [TestCase(12, 24, 4, true)]
    [TestCase(12, 25, 4, false, TestName = "Find_WhoComesBackToAnEighth_FindsNothing")]
    [TestCase(12, 0, 25, true)]
    [TestCase(12, 0, 29, false, TestName = "Find_TracksOfSevenHours_FindsNothing")]
    public void Find_Lists_AreFoundIfEnoughIsKnown(int accounts, int returned, int perHour, bool isFound) =>
        (Find(Fans.People(seed: 5), Lists(accounts, seed: 5, returned, perHour)) is not null).Should().Be(isFound);

    /// <summary>Where people play by the artist, lists are told from explorers, and may come back to more.</summary>
    [TestCase(40, true)]
    [TestCase(41, false)]
    public void Find_ListsAmongPeopleWhoPlayByTheArtist_AreFoundUpToAFifthOfReturns(int returned, bool isFound)
    {
        SearchAccount[] people =
        [
            .. Fans.People(seed: 5).Select(person => person with
            {
                Artists = [.. person.Artists.Order()],
                FirstEpochs = [.. person.Artists.Select((_, place) => place / 4)],
            }),
        ];
        var lists = Lists(12, seed: 5, returned)
            .Select(list => list with { FirstEpochs = [.. list.Artists.Select((_, place) => place / 3)] }).ToList();

        new Favourites(people, fewestPeople: 25).UsualNear.Should().BeGreaterThan(0.15);
        (Find(people, lists) is not null).Should().Be(isFound);
    }

    /// <summary>Hours of the clock count, whatever part of them it took.</summary>
    [Test]
    public void Find_TracksOfSixEpochsOfEachOfSevenHours_FindsNothing()
    {
        var lists = Lists(12, seed: 5)
            .Select(list => list with { Epochs = [.. list.Tracks.Select((_, place) => place % (7 * 6))] });

        Find(Fans.People(seed: 5), [.. lists]).Should().BeNull();
    }

    [TestCase(588, true)]
    [TestCase(600, false)]
    public void Find_TwelveAmongMany_AreACampaignIfOneInFiftyIs(int people, bool isFound) =>
        (Find(Fans.People(seed: 6, people), Lists(12, seed: 6)) is not null).Should().Be(isFound);

    /// <summary>People who take much and come back to little have favourites all the same.</summary>
    [Test]
    public void Find_PeopleWhoPlayMuch_FindsListsOnly() => Property.HoldsForSeeds(seed =>
    {
        var fans = Enumerable.Range(First + 100, 20)
            .Select(i => Fans.WithFavourites(Fans.List(i, seed), seed, favourites: 12 + (i % 9))).ToList();

        Find(Fans.People(seed), fans).Should().BeNull("seed {0}", seed);
        Find(Fans.People(seed), [.. fans, .. Lists(12, seed)])!.Members.Select(member => member.Account).Should()
            .BeEquivalentTo(Enumerable.Range(First, 12).Select(Listeners.KeyOf), "seed {0}", seed);
    });

    [Test]
    public void Find_ArtistsNotTold_FindsNothing()
    {
        var (people, lists) = (Fans.People(seed: 7), Lists(12, seed: 7));

        Find(people, [.. lists.Select(list => Fans.Untold(list, 21))]).Should().BeNull();
        Find([.. people.Select(person => Fans.Untold(person, person.Taken))], lists).Should().BeNull();
        Find([.. people.Select(person => Fans.WithoutFavourites(person, seed: 7))], lists).Should().BeNull();
        Find(people[..20], lists).Should().BeNull("of too few people nothing is known");
    }

    /// <summary>Who follows a circle's radio has few tracks of each artist, and shares much with the circle.</summary>
    [Test]
    public void Find_WhoSharesUnevenlyWithPeople_IsNoMember() =>
        Property.HoldsForSeeds(Find_WhoSharesUnevenlyWithPeople_IsNoMember);

    /// <summary>The seed by which twelve of them said too little.</summary>
    [TestCase(1_420_714_533)]
    public void Find_WhoSharesUnevenlyWithPeople_IsNoMember(int seed)
    {
        var people = Fans.People(seed);
        var tastes = new Tastes(people, fewestPeople: 50);
        var radio = Enumerable.Range(First + 100, 12)
            .Select(i => Fans.WithoutFavourites(OnceOnly(Circles.Person(i, seed), Circles.Person(i + 800, seed)), seed))
            .ToList();
        var elsewhere = radio.Select(account => account with
        {
            Tracks = [.. account.Tracks.Select(track => track + 1_000_000)],
        });

        radio.Should().OnlyContain(account => tastes.HasTaste(account), $"seed {seed}");
        Find(people, radio, options: OfFewTracks).Should().BeNull("seed {0}", seed);
        Find(people, [.. elsewhere], options: OfFewTracks).Should().NotBeNull(
            "seed {0}: it is the taste that speaks for them", seed);
        Find(people, [.. radio, .. Lists(12, seed)])!.Members.Select(member => member.Account).Should()
            .BeEquivalentTo(Enumerable.Range(First, 12).Select(Listeners.KeyOf), "seed {0}", seed);
    }

    /// <summary>It takes long to learn the tastes, and it is for nothing where all have favourites.</summary>
    [Test]
    public void Find_FewerThanFive_DoesNotAskForTastes()
    {
        var tastes = new Lazy<Tastes>(() => throw new AssertionException("asked for"));

        Find(Fans.People(seed: 8), Lists(4, seed: 8), tastes).Should().BeNull();
    }

    private static List<SearchAccount> Lists(int accounts, int seed, int returned = 0, int perHour = 4) =>
        [.. Enumerable.Range(First, accounts).Select(i => Fans.List(i, seed, 200, returned, perHour))];

    /// <summary>
    /// What two of a circle took, four tracks in an hour, and not one of them again: so much that it is the taste alone
    /// that speaks for it, whatever the seed. Of 1420714533 one's tracks said too little without it.
    /// </summary>
    private static SearchAccount OnceOnly(SearchAccount account, SearchAccount other)
    {
        ulong[] tracks =
        [
            .. account.Tracks.Concat(account.Returned).Concat(other.Tracks).Concat(other.Returned).Distinct().Order(),
        ];
        return account with
        {
            Tracks = [.. tracks],
            Epochs = [.. tracks.Select((_, place) => place / 4 * 6)],
            Returned = [],
        };
    }

    private static FoundGroup? Find(
        SearchAccount[] people, List<SearchAccount> others, Lazy<Tastes>? tastes = null,
        CampaignSearchOptions? options = null)
    {
        SearchAccount[] accounts = [.. people, .. others];
        options ??= new CampaignSearchOptions();
        tastes ??= new Lazy<Tastes>(() => new Tastes(people, 2 * options.MinPeople));
        return new FavouritesTest(
                accounts, new TraitTable(accounts, people.Length), new Favourites(people, options.MinPeople), tastes,
                options)
            .Find([.. Enumerable.Range(0, accounts.Length)]);
    }
}
