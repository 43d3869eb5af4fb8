namespace ScrapeGuard.Simulation.Tests;

public sealed class ScraperTests
{
    [Test]
    public void LoudMetadata_AnHour_ServesFiftyTracksASecond()
    {
        var line = Of(ScraperPresets.LoudMetadata, days: 0.05).Parsed
            .Where(line => line is { Operation: "metadata", Status: 200 }).ToArray();

        line.Should().HaveCountGreaterThan(2_500).And.OnlyContain(page => page.Tracks.Length == 50);
    }

    [Test]
    public void LoudAudio_ADay_TakesATrackEachFiveSeconds() =>
        Of(ScraperPresets.LoudAudio, days: 1).Truth[0].AudioTracks.Should().BeInRange(16_000, 18_000);

    [Test]
    public void BurstAudio_ADay_NeverTakesMoreThanThirtyInTenMinutes()
    {
        var times = Of(ScraperPresets.BurstAudio, days: 1).Parsed.Where(line => line.Operation == "audio")
            .Select(line => line.Time).ToArray();

        var most = times.Max(end => times.Count(time => time <= end && time > end.AddMinutes(-10)));

        most.Should().BeInRange(28, 30);
        times.Length.Should().BeInRange(250, 600);
    }

    [Test]
    public void HumanHoursAudio_ADay_RestsEightHours()
    {
        var times = Of(ScraperPresets.HumanHoursAudio, days: 2).Parsed.Where(line => line.Operation == "audio")
            .Select(line => line.Time).ToArray();

        times.Zip(times.Skip(1), (one, next) => next - one).Max().TotalHours.Should().BeInRange(7.9, 8.2);
    }

    [TestCase("quiet-swarm")]
    [TestCase("mimic-swarm")]
    public void Swarm_AWeek_TakesFortyToSixtyNewTracksADayEach(string kind)
    {
        var swarm = Of(ScraperPresets.All.Single(preset => preset.Kind == kind), days: 7).Truth;

        swarm.Should().HaveCount(12).And.OnlyContain(account => account.Wanted >= 7 * 38 && account.Wanted <= 7 * 62);
    }

    [Test]
    public void Campaign_StartAndPause_AreKept()
    {
        var options = ScraperPresets.SteadyAudio with { StartDay = 1, PauseAfterDays = 1, PauseDays = 1 };

        var days = Of(options, days: 4).Parsed.Select(line => line.Time.Day).Distinct();

        days.Should().Equal(6, 8);
    }

    [Test]
    public void PopularFirst_DisjointAccounts_ShareTheHeadInTurns()
    {
        var options = ScraperPresets.SteadyMetadata with
        {
            Accounts = 4,
            Order = ScrapeOrder.PopularFirst,
            BatchSize = 7,
        };

        var capture = Of(options, days: 0.3);

        var taken = capture.Parsed.Where(line => line.Operation == "metadata").SelectMany(line => line.Tracks)
            .ToArray();
        taken.Should().OnlyHaveUniqueItems();
        capture.Truth.Should().OnlyContain(account => account.Campaign == "steady-metadata-1");
    }

    [Test]
    public void Plan_SmallCatalogue_EndsWhenAllIsTaken()
    {
        var options = ScraperPresets.LoudMetadata with { Accounts = 3, BatchSize = 499 };

        var truth = Of(options, days: 1, tracks: 1_001).Truth;

        truth.Sum(account => account.Tracks).Should().Be(1_001);
    }

    private static Capture Of(ScraperOptions scraper, double days, int tracks = 200_000) => Capture.Of(
        new SimulationOptions { People = 0, Scrapers = [scraper], Days = days, CatalogueTracks = tracks });
}
