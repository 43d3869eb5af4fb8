namespace ScrapeGuard.Simulation.Tests;

public sealed class SimulationOptionsValidatorTests
{
    private static IEnumerable<TestCaseData> Wrong()
    {
        var good = new SimulationOptions();
        var scraper = ScraperPresets.LoudAudio;
        yield return Case(good with { Days = 0 }, "Days: '0'");
        yield return Case(good with { Days = double.NaN }, "Days: 'NaN'");
        yield return Case(good with { Days = double.PositiveInfinity }, "Days: 'Infinity'");
        yield return Case(good with { People = -1 }, "People: '-1'");
        yield return Case(good with { Start = default }, "Start: '0001-01-01");
        yield return Case(good with { CatalogueTracks = 10 }, "CatalogueTracks: '10'");
        yield return Case(good with { MaxEvents = 0 }, "MaxEvents: '0'");
        yield return Case(good with { Mix = null! }, "Mix: 'null'");
        yield return Case(good with { Mix = new PeopleMix { Families = -0.5 } }, "Mix.Families: '-0.5'");
        yield return Case(good with { Scale = new ScaleOptions { Accounts = 0 } }, "Scale.Accounts: '0'");
        yield return Case(good with { Scrapers = [null!] }, "Scrapers[0]: 'null'");
        yield return Case(With(scraper with { Accounts = 0 }), "Scrapers[0].Accounts: '0'");
        yield return Case(With(scraper with { Kind = "a\"b" }), "Scrapers[0].Kind: 'a\"b'");
        yield return Case(With(scraper with { SecondsPerRequest = 0 }), "Scrapers[0].SecondsPerRequest: '0'");
        yield return Case(With(scraper with { BatchSize = 501 }), "Scrapers[0].BatchSize: '501'");
        yield return Case(With(scraper with { ActiveHours = 25 }), "Scrapers[0].ActiveHours: '25'");
        yield return Case(With(scraper with { FakePlayShare = 1.5 }), "Scrapers[0].FakePlayShare: '1.5'");
        yield return Case(With(scraper with { RepeatShare = 1 }), "Scrapers[0].RepeatShare: '1'");
        yield return Case(With(scraper with { Shared = (ScraperSharing)64 }), "Scrapers[0].Shared: '64'");
        yield return Case(With(scraper with { Order = (ScrapeOrder)9 }), "Scrapers[0].Order: '9'");
    }

    [TestCaseSource(nameof(Wrong))]
    public void Validate_WrongValue_NamesKeyAndValue(SimulationOptions options, string expected)
    {
        SimulationOptionsValidator.Validate(options).Should().ContainSingle().Which.Should().StartWith(expected);

        var make = () => new TrafficSimulation(options);
        make.Should().Throw<ArgumentException>().WithMessage(expected + "*");
    }

    [Test]
    public void Validate_SeveralMistakes_NamesAll() => SimulationOptionsValidator
        .Validate(new SimulationOptions { Days = -1, People = -2, CatalogueTracks = 0 }).Should().HaveCount(3);

    [Test]
    public void Validate_DefaultsAndPresets_AreGood()
    {
        SimulationOptionsValidator.Validate(new SimulationOptions()).Should().BeEmpty();
        SimulationOptionsValidator.Validate(new SimulationOptions { Scrapers = ScraperPresets.All }).Should().BeEmpty();
        SimulationOptionsValidator.Validate(SimulationOptions.ForScale(1_000_000, 10)).Should().BeEmpty();
    }

    private static SimulationOptions With(ScraperOptions scraper) => new() { Scrapers = [scraper] };

    private static TestCaseData Case(SimulationOptions options, string expected) =>
        new TestCaseData(options, expected).SetArgDisplayNames(expected);
}
