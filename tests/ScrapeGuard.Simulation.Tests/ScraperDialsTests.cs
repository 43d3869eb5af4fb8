namespace ScrapeGuard.Simulation.Tests;

/// <summary>Each dial does what it says, as seen in the traffic.</summary>
public sealed class ScraperDialsTests
{
    private static readonly string[] Good =
    [
        "target=metadata", "pace=2.5", "batch=20", "per-day=40", "order=popular", "split=overlapping", "hours=12",
        "reports=0.5", "repeats=0.3", "searches=0.2", "skips=0.1", "addresses=8", "rotate=30", "residential=no",
        "shared=network+sign-up", "burst=28", "cooldown=60", "start=1.5", "pause-after=2", "pause=3", "ramp=4",
        "poison=0.2", "suspended-after=500", "lie-low=1", "campaign=night-shift",
    ];

    private static readonly (ScraperSharing What, Func<CaptureLine, object> ValueOf)[] Faces =
    [
        (ScraperSharing.Network, line => line.Ip[..line.Ip.LastIndexOf('.')]),
        (ScraperSharing.Device, line => line.Device),
        (ScraperSharing.Client, line => line.Client),
        (ScraperSharing.SignUp, line => line.AccountCreated),
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
    [TestCase("shared", "network+", "must be network+device+client+sign-up+rhythm|all|none")]
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

    [Test]
    public void Shared_EachWord_IsWhatTheAccountsHaveInCommonAndNothingElse(
        [Values(
            ScraperSharing.None, ScraperSharing.Network, ScraperSharing.Device, ScraperSharing.Client,
            ScraperSharing.SignUp, ScraperSharing.Device | ScraperSharing.SignUp)] ScraperSharing shared,
        [Values("quiet-swarm", "steady-audio")] string kind)
    {
        var capture = Of(PresetOf(kind) with { Accounts = 12, AddressPool = 3, Shared = shared }, days: 1);

        foreach (var (what, valueOf) in Faces)
        {
            var values = capture.Parsed.Select(valueOf).Distinct().Count();
            (values == 1).Should().Be(shared.HasFlag(what), "{0}: {1} of twelve accounts", what, values);
        }
    }

    /// <summary>What is shared takes the place of what was drawn: when and what each takes stays as it was.</summary>
    [Test]
    public void Shared_AllButTheRhythm_ChangesNothingOfTheWork(
        [Values("quiet-swarm", "mimic-swarm", "steady-audio", "loud-metadata")] string kind)
    {
        var alone = PresetOf(kind) with { Accounts = 6 };
        var before = Of(alone, days: 1);
        var after = Of(alone with { Shared = ScraperSharing.All & ~ScraperSharing.Rhythm }, days: 1);

        after.Parsed.Select(WorkOf).Should().Equal(before.Parsed.Select(WorkOf));
        after.Truth.Should().Equal(before.Truth);
    }

    [Test]
    public void Shared_Rhythm_IsThatOfOneClock([Values("quiet-swarm", "human-hours-audio")] string kind)
    {
        var options = PresetOf(kind) with { Accounts = 12, ActiveHours = 9 };

        HoursOf(options).Should().BeGreaterThan(16, "each keeps the hours of its country");
        HoursOf(options with { Shared = ScraperSharing.Rhythm }).Should().BeLessThanOrEqualTo(11);
    }

    [Test]
    public void Shared_ByOneCampaign_ChangesNothingOfTheOthers()
    {
        var (alone, sharing) = (CaptureOf(ScraperSharing.None), CaptureOf(ScraperSharing.All));
        var others = alone.Truth.Where(account => account.Campaign != "sharers").Select(account => account.Account)
            .ToHashSet();

        LinesOf(sharing).Should().Equal(LinesOf(alone)).And.NotBeEmpty();

        IEnumerable<string> LinesOf(Capture capture) =>
            capture.Lines.Where(line => others.Contains(CaptureLine.Parse(line).Account));

        static Capture CaptureOf(ScraperSharing shared) => Capture.Of(Capture.Small() with
        {
            Scrapers =
            [
                ScraperPresets.QuietSwarm with { Campaign = "sharers", Shared = shared },
                ScraperPresets.MimicSwarm with { Campaign = "others", Shared = ScraperSharing.Network },
            ],
        });
    }

    private static ScraperOptions PresetOf(string kind) => ScraperPresets.All.Single(preset => preset.Kind == kind);

    private static (DateTimeOffset, string, string, string, string) WorkOf(CaptureLine line) =>
        (line.Time, line.Account, line.Operation, line.Id, string.Join(',', line.Tracks));

    private static int HoursOf(ScraperOptions options) =>
        Of(options, days: 4).Parsed.Select(line => line.Time.Hour).Distinct().Count();

    private static Capture Of(ScraperOptions scraper, double days, int tracks = 200_000) => Capture.Of(
        new SimulationOptions { People = 0, Scrapers = [scraper], Days = days, CatalogueTracks = tracks });
}
