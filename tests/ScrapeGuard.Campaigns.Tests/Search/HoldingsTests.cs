using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>What people hold, and who is a measure for that.</summary>
public sealed class HoldingsTests
{
    private const int FewestPeople = 5;
    private const int FewestTracks = 10;

    [Test]
    public void Of_AnyAccounts_IsThatOfSets() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var sample = Enumerable.Range(0, 40)
            .Select(account => Taker.Of(account, Taker.Some(dice, 0, 30), Taker.Some(dice, 1_000, 10))).ToList();

        var holdings = new Holdings(sample, RareBelow(500), FewestPeople, FewestTracks);

        var people = sample.Where(a => a.Returned.Length >= 0.2 * (a.Tracks.Length + a.Returned.Length)
            && a.Tracks.Length + a.Returned.Length >= FewestTracks).ToList();
        foreach (var account in sample.Append(Taker.Of(99, Taker.Some(dice, 0, 200), [])))
        {
            var counts = account.Tracks.Where(holdings.Counts).ToList();
            var held = counts.Count(track => people.Any(person => person.Key != account.Key
                && (person.Tracks.Contains(track) || person.Returned.Contains(track))));
            holdings.Of(account).Should().Be((counts.Count, held), $"seed {seed}");
        }
    }, runs: 20);

    /// <summary>Four of five of the sample are scrapers; a capture of a week has such, and a young stream.</summary>
    [Test]
    public void PeoplesShare_SampleThatIsMostlyScrapers_IsThatOfWhoComesBack([Values(20, 80)] int scrapers)
    {
        var dice = new Random(3);
        var people = Enumerable.Range(0, 20)
            .Select(account => Taker.Of(account, Taker.Some(dice, 0, 40), Taker.Some(dice, 0, 20))).ToList();
        var others = Enumerable.Range(100, scrapers)
            .Select(account => Taker.Of(account, [.. Enumerable.Range(account * 1_000, 60)], []));

        var alone = new Holdings(people, RareBelow(0), FewestPeople, FewestTracks);
        var among = new Holdings([.. people, .. others], RareBelow(0), FewestPeople, FewestTracks);

        among.PeoplesShare.Should().Be(alone.PeoplesShare).And.BeGreaterThan(0.5);
    }

    /// <summary>A player that keeps what it was given asks for nothing again.</summary>
    [Test]
    public void PeoplesShare_NobodyComesBack_IsThatOfAll()
    {
        var dice = new Random(4);
        var people = Enumerable.Range(0, 20).Select(account => Taker.Of(account, Taker.Some(dice, 0, 40), [])).ToList();

        new Holdings(people, RareBelow(0), FewestPeople, FewestTracks).PeoplesShare.Should().BeGreaterThan(0.5);
    }

    [Test]
    public void PeoplesShare_TooFewPeople_IsNothing()
    {
        var dice = new Random(5);
        var people = Enumerable.Range(0, FewestPeople - 1)
            .Select(account => Taker.Of(account, Taker.Some(dice, 0, 40), Taker.Some(dice, 0, 20))).ToList();

        new Holdings(people, RareBelow(0), FewestPeople, FewestTracks).PeoplesShare.Should().Be(0);
    }

    /// <summary>
    /// Cover is what is popular, and held by everybody: where people hold most of what is not, only that counts.
    /// </summary>
    [Test]
    public void Of_MimicWithPopularCover_CoverDoesNotCount()
    {
        var dice = new Random(6);
        var people = Enumerable.Range(0, 40).Select(account =>
            Taker.Of(
                account, [.. Taker.Some(dice, 0, 30), .. Taker.Some(dice, 1_000, 40)], Taker.Some(dice, 1_000, 20)))
            .ToList();
        var mimic = Taker.Of(99, [.. Taker.Some(dice, 0, 30), .. Enumerable.Range(5_000, 60)], []);

        var holdings = new Holdings(people, RareBelow(500), FewestPeople, FewestTracks);

        holdings.Of(mimic).Should().Be((60, 0));
        holdings.PeoplesShare.Should().BeGreaterThan(0.5);
    }

    /// <summary>Where what is less popular is everybody's own, as of wide tastes, it says nothing by itself.</summary>
    [Test]
    public void Of_RareTracksThatAreEverybodysOwn_AllCount()
    {
        var dice = new Random(7);
        var people = Enumerable.Range(0, 40).Select(account => Taker.Of(
            account, [.. Taker.Some(dice, 0, 30), .. Enumerable.Range(10_000 + (account * 100), 20)],
            Taker.Some(dice, 0, 20)));

        var holdings = new Holdings([.. people], RareBelow(500), FewestPeople, FewestTracks);

        holdings.Of(Taker.Of(99, [.. Taker.Some(dice, 0, 30), .. Enumerable.Range(50_000, 60)], [])).Tracks
            .Should().BeGreaterThan(60);
    }

    [Test]
    public void UnheldOf_AnyAccounts_IsThatOfSets() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var sample = Enumerable.Range(0, 40).Select(account => Taker.Of(
            account, Taker.Some(dice, 0, dice.Next(30)), Taker.Some(dice, 1_000, dice.Next(10)))).ToList();

        var holdings = new Holdings(sample, RareBelow(500), FewestPeople, FewestTracks);

        var people = holdings.People.Select(person => person.Key).ToHashSet();
        var little = sample.Where(a => a.Tracks.Length + a.Returned.Length < FewestTracks);
        foreach (var account in holdings.People)
        {
            var others = sample.Where(a => people.Contains(a.Key) && a.Key != account.Key).Concat(little)
                .SelectMany(a => a.Tracks.Concat(a.Returned)).ToHashSet();
            var unheld = holdings.UnheldOf(account);
            unheld.Places.Select(place => account.Tracks[place]).Should().Equal(
                account.Tracks.Where(track => !others.Contains(track)), $"seed {seed}");
            unheld.Returned.Should().Be(
                account.Returned.Count(track => !others.Contains(track)), $"seed {seed}");
        }
    }, runs: 20);

    /// <summary>Tracks below a number are popular, the others rare.</summary>
    private static Func<ulong, double> RareBelow(ulong first) => track => track < first ? 0.01 : 0.00001;
}
