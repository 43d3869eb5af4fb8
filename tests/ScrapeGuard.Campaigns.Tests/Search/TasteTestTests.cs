using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>Who has no taste, where people have one.</summary>
public sealed class TasteTestTests
{
    private const int Mimic = 900;

    [Test]
    public void Find_TwelveWithoutATasteAmongPeople_AreOneCampaign() => Property.HoldsForSeeds(seed =>
    {
        var people = Circles.People(seed);

        var found = Find(people, [.. Enumerable.Range(0, 12).Select(i => Circles.Mimic(Mimic + i, seed))]);

        found!.Kind.Should().Be(CampaignKind.NoTaste, "seed {0}", seed);
        found.Members.Select(member => member.Account).Should().BeSubsetOf(
            Enumerable.Range(0, 12).Select(i => Listeners.KeyOf(Mimic + i)), "seed {0}", seed);
        found.Members.Should().OnlyContain(member => member.Observed < member.Expected / 3, $"seed {seed}");
    });

    /// <summary>Four are no campaign, and so are those who took too little, in too few hours, or come back.</summary>
    [TestCase(12, 160, 20, 4, true)]
    [TestCase(4, 160, 20, 4, false, TestName = "Find_Four_FindsNothing")]
    [TestCase(12, 75, 10, 4, false, TestName = "Find_TooFewTracks_FindsNothing")]
    [TestCase(12, 160, 20, 16, false, TestName = "Find_AnEveningsTracks_FindsNothing")]
    [TestCase(12, 110, 90, 4, false, TestName = "Find_WhoComesBack_FindsNothing")]
    public void Find_AccountsWithoutATaste_AreFoundIfEnoughIsKnown(
        int accounts, int tracks, int returned, int perHour, bool isFound)
    {
        var mimics = Enumerable.Range(0, accounts).Select(i => Circles.Mimic(Mimic + i, 5, tracks, returned))
            .Select(mimic => InHours(mimic, perHour)).ToList();

        (Find(Circles.People(5), mimics) is not null).Should().Be(isFound);
    }

    /// <summary>People who like what everybody likes are some of many candidates.</summary>
    [Test]
    public void Find_TwelveOfManyCandidates_FindsNothing() =>
        Find(Circles.People(6, people: 700), [.. Enumerable.Range(0, 12).Select(i => Circles.Mimic(Mimic + i, 6))])
            .Should().BeNull();

    [Test]
    public void Find_PeopleOfOneCircle_FindsNothing() => Property.HoldsForSeeds(seed =>
        Find(
            Circles.People(seed),
            [
                .. Enumerable.Range(0, 30).Select(i => Circles.Person(Mimic + (i * 8), seed)),
                .. Enumerable.Range(0, 30).Select(i => Circles.Person(Mimic + i, seed)),
            ]).Should().BeNull("seed {0}", seed));

    private static SearchAccount InHours(SearchAccount account, int perHour) => account with
    {
        Epochs = [.. account.Tracks.Select((_, place) => place / perHour * 6)],
    };

    private static FoundGroup? Find(SearchAccount[] people, List<SearchAccount> others)
    {
        SearchAccount[] accounts = [.. people, .. others];
        var options = new CampaignSearchOptions();
        var tastes = new Lazy<Tastes>(() => new Tastes(people, 2 * options.MinPeople));
        return new TasteTest(accounts, new TraitTable(accounts, people.Length), tastes, options)
            .Find([.. Enumerable.Range(0, accounts.Length)]);
    }
}
