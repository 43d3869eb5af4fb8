using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class CampaignSearchTests
{
    private const int People = 250;
    private const int FirstScraper = 10_000;

    [Test]
    public void Find_SplitWorkThatMimicsPeople_IsTheCampaignAndNobodyElse([Range(1, 3)] int seed)
    {
        var listeners = Crowd(seed);
        for (var i = 0; i < 12; i++)
        {
            listeners.Mimic(FirstScraper + i, i, 12, 250);
        }

        var found = new CampaignSearch(new CampaignSearchOptions()).Find(listeners.Book.ToList());

        found.Should().ContainSingle("seed {0}", seed);
        found[0].Kind.Should().Be(CampaignKind.Disjoint);
        found[0].Members.Should().BeEquivalentTo(
            Enumerable.Range(FirstScraper, 12).Select(Listeners.KeyOf), "seed {0}", seed);
        found[0].Observed.Should().BeLessThan(found[0].Expected * 0.3);
    }

    [Test]
    public void Find_TwoCampaigns_KeepsThemApart()
    {
        var listeners = Crowd(4);
        for (var i = 0; i < 10; i++)
        {
            listeners.Mimic(FirstScraper + i, i, 10, 250);
            listeners.Mimic(FirstScraper + 100 + i, i, 10, 250);
        }

        var found = new CampaignSearch(new CampaignSearchOptions()).Find(listeners.Book.ToList());

        found.Should().HaveCount(2);
        found.SelectMany(campaign => campaign.Members).Should().OnlyHaveUniqueItems().And.BeEquivalentTo(
            Enumerable.Range(FirstScraper, 10).Concat(Enumerable.Range(FirstScraper + 100, 10))
                .Select(Listeners.KeyOf));
    }

    [Test]
    public void Find_WhereNobodyListens_IsIsolated()
    {
        var listeners = Crowd(5);
        for (var i = 0; i < 8; i++)
        {
            listeners.List(FirstScraper + i, Enumerable.Range(0, 300).Select(k => 19_999 - ((k * 8) + i)));
        }

        var found = new CampaignSearch(new CampaignSearchOptions { MinIsolatedExpected = 10 })
            .Find(listeners.Book.ToList());

        found.Should().ContainSingle();
        found[0].Kind.Should().Be(CampaignKind.Isolated);
        found[0].Members.Should().BeEquivalentTo(Enumerable.Range(FirstScraper, 8).Select(Listeners.KeyOf));
    }

    [Test]
    public void Find_PeopleOnly_FindsNothing([Range(10, 14)] int seed) =>
        new CampaignSearch(new CampaignSearchOptions()).Find(Crowd(seed).Book.ToList())
            .Should().BeEmpty("seed {0}", seed);

    [Test]
    public void Find_FamilyOfOneTaste_FindsNothing()
    {
        var listeners = Crowd(20);
        for (var i = 0; i < 6; i++)
        {
            listeners.Person(FirstScraper + i, 300, tasteSeed: 777, tasteShare: 0.6);
        }

        new CampaignSearch(new CampaignSearchOptions()).Find(listeners.Book.ToList()).Should().BeEmpty();
    }

    [Test]
    public void Find_DormitoryOfExplorers_FindsNothing()
    {
        var listeners = Crowd(21);
        for (var i = 0; i < 40; i++)
        {
            listeners.Person(FirstScraper + i, 500, tasteSeed: 800 + i, tasteShare: 0.8);
        }

        new CampaignSearch(new CampaignSearchOptions()).Find(listeners.Book.ToList()).Should().BeEmpty();
    }

    [Test]
    public void Find_FanClubInStep_FindsNothing()
    {
        var listeners = Crowd(22);
        var list = Enumerable.Range(0, 200).Select(_ => listeners.Draw()).Distinct().ToList();
        for (var i = 0; i < 30; i++)
        {
            listeners.List(FirstScraper + i, list);
        }

        new CampaignSearch(new CampaignSearchOptions()).Find(listeners.Book.ToList()).Should().BeEmpty();
    }

    [Test]
    public void Find_MinorityWithATasteOfItsOwn_IsNotIsolated()
    {
        var listeners = Crowd(23);
        var dice = new Random(23);
        for (var i = 0; i < 20; i++)
        {
            listeners.List(FirstScraper + i, Enumerable.Range(0, 200).Select(_ => 19_000 + dice.Next(800)));
        }

        new CampaignSearch(new CampaignSearchOptions { MinIsolatedExpected = 10 }).Find(listeners.Book.ToList())
            .Should().NotContain(campaign => campaign.Kind == CampaignKind.Isolated);
    }

    [Test]
    public void Merge_BooksCutAnyhow_FindTheSame()
    {
        var (left, right) = (new Listeners(30), new Listeners(31));
        for (var i = 0; i < People; i++)
        {
            (i % 2 == 0 ? left : right).Person(i, 80 + (i % 7 * 40), tasteSeed: 30_000 + i);
        }

        for (var i = 0; i < 12; i++)
        {
            (i % 3 == 0 ? left : right).Mimic(FirstScraper + i, i, 12, 250);
        }

        var (one, other) = (new CandidateBook(), new CandidateBook());
        one.Merge(left.Book);
        one.Merge(right.Book);
        other.Merge(right.Book);
        other.Merge(left.Book);

        Tell(one).Should().NotBeEmpty().And.Equal(Tell(other));
    }

    [Test]
    public void Expected_EachPair_IsThatOfANaiveOracle()
    {
        var listeners = Crowd(40);
        var list = listeners.Book.ToList();
        var accounts = list.Accounts.Take(20).ToList();
        var table = new OverlapTable(accounts, list);
        for (var a = 0; a < accounts.Count; a++)
        {
            for (var b = 0; b < accounts.Count; b++)
            {
                double Way(CampaignCandidate from, CampaignCandidate to) => from.Tracks.Sum(track =>
                    (double)to.Tracks.Length * (list.Takers[track] - 1) / list.Takings);
                table.ByPopularity(a, b).Should().BeApproximately(
                    (Way(accounts[a], accounts[b]) + Way(accounts[b], accounts[a])) / 2, 1e-9);
                if (a != b)
                {
                    table.Observed(a, b).Should().Be(accounts[a].Tracks.Intersect(accounts[b].Tracks).Count());
                }
            }
        }
    }

    [Test]
    public void ByPopularity_DrawsOfChance_IsWhatComesOut()
    {
        var listeners = new Listeners(41);
        for (var account = 0; account < 300; account++)
        {
            listeners.List(account, Enumerable.Range(0, 60).Select(_ => listeners.Draw()).Distinct());
        }

        var list = listeners.Book.ToList();
        var table = new OverlapTable(list.Accounts, list);
        var (expected, observed) = (0.0, 0.0);
        for (var a = 0; a < table.Count; a++)
        {
            for (var b = a + 1; b < table.Count; b++)
            {
                expected += table.ByPopularity(a, b);
                observed += table.Observed(a, b);
            }
        }

        (observed / expected).Should().BeInRange(0.85, 1.15);
    }

    [TestCase(10, 3)]
    [TestCase(2_000, 15)]
    public void ChoiceOf_GroupOfMany_IsTheLogarithmOfTheBinomial(int n, int k)
    {
        var product = System.Numerics.BigInteger.One;
        for (var i = 1; i <= k; i++)
        {
            product = product * (n - k + i) / i;
        }

        CampaignSearch.ChoiceOf(n, k).Should().BeApproximately(System.Numerics.BigInteger.Log(product), 1e-6);
    }

    [Test]
    public void Count_BeyondTheCapacity_KeepsACoordinatedSample()
    {
        var book = new CandidateBook(capacity: 1_000);
        foreach (var (track, place) in Leaks.Tracks.Of(3, 20_000).Select((track, place) => (track, place)))
        {
            var e = new Core.Events.AccessEvent
            {
                Account = Listeners.KeyOf(place % 7),
                Operation = Core.Events.Operation.Audio,
            };
            book.Count(e, [track]);
        }

        var list = book.ToList();

        list.Takings.Should().BeInRange(400, 1_000);
        (list.Takings / book.SampledShare).Should().BeInRange(15_000, 25_000);
    }

    private static IEnumerable<string> Tell(CandidateBook book) => new CampaignSearch(new CampaignSearchOptions())
        .Find(book.ToList()).Select(campaign => $"{campaign.Id} {string.Join(',', campaign.Members)}");

    private static Listeners Crowd(int seed)
    {
        var listeners = new Listeners(seed);
        for (var person = 0; person < People; person++)
        {
            listeners.Person(person, 80 + (person % 7 * 40), tasteSeed: (seed * 1_000) + person);
        }

        return listeners;
    }
}
