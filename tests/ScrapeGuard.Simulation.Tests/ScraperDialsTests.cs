namespace ScrapeGuard.Simulation.Tests;

/// <summary>Each dial does what it says, as seen in the traffic.</summary>
public sealed class ScraperDialsTests
{
    private static readonly string[] Good =
    [
        "target=metadata", "pace=2.5", "batch=20", "per-day=40", "order=popular", "split=overlapping", "hours=12",
        "reports=0.5", "repeats=0.3", "searches=0.2", "skips=0.1", "addresses=8", "rotate=30", "residential=no",
        "burst=28", "cooldown=60", "start=1.5", "pause-after=2", "pause=3", "ramp=4", "poison=0.2",
        "suspended-after=500", "lie-low=1", "campaign=night-shift",
    ];

    [Test]
    public void Set_GoodValueOfEach_ChangesTheCampaign()
    {
        Good.Should().HaveSameCount(ScraperDials.All);
        foreach (var word in Good)
        {
            var (name, value) = (word[..word.IndexOf('=')], word[(word.IndexOf('=') + 1)..]);
            var dial = ScraperDials.All.Single(dial => dial.Name == name);

            var changed = dial.Set(ScraperPresets.Custom, value, out var mistake);

            mistake.Should().BeNull(word);
            changed.Should().NotBe(ScraperPresets.Custom, word);
        }
    }

    [TestCase("batch", "0", "must be 1 to 500")]
    [TestCase("batch", "many", "must be IDS")]
    [TestCase("reports", "-0.1", "must be 0..1")]
    [TestCase("repeats", "0.99", "must be 0 to 0.95")]
    [TestCase("order", "backwards", "must be random|sequential|popular")]
    [TestCase("campaign", "a b", "must be 1 to 64 letters, digits and dashes")]
    public void Set_WrongValue_SaysWhatItMustBe(string name, string value, string expected)
    {
        ScraperDials.All.Single(dial => dial.Name == name).Set(ScraperPresets.Custom, value, out var mistake)
            .Should().BeNull();
        mistake.Should().Be(expected);
    }

    [Test]
    public void AddressMinutes_Rotation_GoesThroughTheAddressesInTurn()
    {
        var options = ScraperPresets.Custom with { SecondsPerRequest = 60, AddressPool = 5, AddressMinutes = 30 };

        var hours = Of(options, days: 1).Parsed.GroupBy(line => line.Time.ToUnixTimeSeconds() / 3_600)
            .Select(hour => hour.Select(line => line.Ip).Distinct().Count()).ToArray();

        hours.Should().OnlyContain(addresses => addresses >= 2 && addresses <= 3);
        Of(options, days: 1).Parsed.Select(line => line.Ip).Distinct().Should().HaveCount(5);
    }

    [TestCase(0)]
    [TestCase(50)]
    public void RampDays_Pace_GrowsFromATenthToTheWhole(int perDay)
    {
        var options = ScraperPresets.Custom with { SecondsPerRequest = 60, TracksPerDay = perDay, RampDays = 8 };

        var perDayTaken = Of(options, days: 10).Parsed.Where(line => line.Operation == "audio")
            .GroupBy(line => line.Time.Day).Select(day => day.Count()).ToArray();

        var full = perDayTaken[^1];
        perDayTaken[1].Should().BeLessThan(full * 2 / 5);
        perDayTaken[4].Should().BeInRange(full * 3 / 10, full * 8 / 10);
        perDayTaken[8].Should().BeGreaterThan(full * 6 / 10);
    }

    [TestCase(0)]
    [TestCase(40)]
    public void PoisonShare_LookedAt_IsWhatTheCampaignTakesLater(int perDay)
    {
        var options = ScraperPresets.Custom with
        {
            Accounts = 4,
            SecondsPerRequest = 60,
            TracksPerDay = perDay,
            PoisonShare = 0.5,
            SearchShare = perDay > 0 ? 0.05 : 0,
        };

        var lines = Of(options, days: 6, tracks: 60_000).Parsed.ToArray();
        var taken = lines.Where(line => line.Operation == "audio").SelectMany(line => line.Tracks).ToHashSet();
        var seen = lines.Where(line => line.Operation is "browse" or "metadata").SelectMany(line => line.Tracks)
            .ToArray();

        seen.Length.Should().BeGreaterThan(500);
        seen.Count(taken.Contains).Should().BeGreaterThan(seen.Length / 4);
    }

    [TestCase(0)]
    [TestCase(50)]
    public void SuspendedAfterTracks_FirstLoss_SilencesTheOthersForDays(int perDay)
    {
        var options = ScraperPresets.Custom with
        {
            Accounts = 3,
            SecondsPerRequest = 1_200,
            TracksPerDay = perDay,
            SuspendedAfterTracks = 120,
            LieLowDays = 2,
        };

        var capture = Of(options, days: 12);
        var times = capture.Parsed.Select(line => line.Time).Order().ToArray();
        var longest = times.Zip(times.Skip(1), (one, next) => next - one).Max();

        longest.TotalHours.Should().BeGreaterThan(24, "who is left lies low");
        capture.Truth.Should().OnlyContain(account => account.Wanted >= 120 && account.Wanted < 200);
    }

    private static Capture Of(ScraperOptions scraper, double days, int tracks = 200_000) => Capture.Of(
        new SimulationOptions { People = 0, Scrapers = [scraper], Days = days, CatalogueTracks = tracks });
}
