using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class ScraperWordsTests
{
    [Test]
    public void Parse_KindsWithDials_SetsThemOnTheKindBefore()
    {
        var errors = new List<string>();

        var scrapers = ScraperWords.Parse(
            "loud-audio,quiet-swarm:20,per-day=30,order=popular;custom:3,pace=60, campaign=night", errors);

        errors.Should().BeEmpty();
        scrapers.Should().Equal(
            ScraperPresets.LoudAudio,
            ScraperPresets.QuietSwarm with { Accounts = 20, TracksPerDay = 30, Order = ScrapeOrder.PopularFirst },
            ScraperPresets.Custom with { Accounts = 3, SecondsPerRequest = 60, Campaign = "night" });
    }

    [TestCase("default", null)]
    [TestCase("none", 0)]
    [TestCase("loud-audio,quiet-swarm:20", 2)]
    public void Parse_WordsOfBefore_MeanWhatTheyMeant(string text, int? campaigns)
    {
        var errors = new List<string>();
        (ScraperWords.Parse(text, errors)?.Count).Should().Be(campaigns);
        errors.Should().BeEmpty();
    }

    [Test]
    public void Parse_Mistakes_AreAllTold()
    {
        var errors = new List<string>();

        ScraperWords.Parse("pace=3;loud-adio,batch=0;loud-audio,ordr=popular,reports=2;quiet-swarm:0", errors);

        errors.Should().Equal(
            "--scrapers 'pace=3': must stand after a kind",
            "--scrapers 'loud-adio': is no kind; did you mean loud-audio?",
            "--scrapers 'batch=0': must be 1 to 500",
            "--scrapers 'ordr=popular': is no dial; did you mean order?",
            "--scrapers 'reports=2': must be 0 to 1",
            "--scrapers 'quiet-swarm:0': the accounts must be 1 to 100000");
    }

    [Test]
    public void Parse_Mix_HasTheNamedKindsOnly()
    {
        var errors = new List<string>();

        var mix = MixWords.Parse("listener=0.9,dj=0.1", new PeopleMix(), errors);

        errors.Should().BeEmpty();
        mix.Should().Be(PeopleMix.Nobody with { Listeners = 0.9, Djs = 0.1 });
        MixWords.Parse(null, mix, errors).Should().Be(mix);
    }

    [Test]
    public void Parse_WrongMix_NamesEachMistake()
    {
        var errors = new List<string>();

        MixWords.Parse("listner=1,dj=-1,family", new PeopleMix(), errors).Should().Be(new PeopleMix());

        errors.Should().Equal(
            "--people-mix 'listner=1': is no kind; did you mean listener?",
            "--people-mix 'dj=-1': must be dj= and a share, 0 to 1000000",
            "--people-mix 'family': must be family= and a share, 0 to 1000000");
    }
}
