using System.Text.Json;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class ExplainCommandTests
{
    private static readonly string[] People =
    [
        EventLines.At(0, "anna", "search", "t1", "t2"),
        EventLines.At(30, "anna", "audio", "t1"),
        EventLines.At(31, "anna", "license", "t1"),
        EventLines.At(7_200, "anna", "play", "t1").Replace("}", ",\"playedMs\":180000,\"status\":404}"),
    ];

    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_Scraper_TellsVerdictsReasonsAndFeatures()
    {
        var capture = _trial.Write("c.ndjson", EventLines.Scraper("mallory", 2_000));

        var ended = _trial.Run("explain", capture, "--account", "mallory");

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        ended.Out.Should().Contain("Account       mallory").And.Contain("audio 2,000").And.Contain("suspend")
            .And.Contain("tracks ahead of the fastest listening")
            .And.Contain("the bound: 30 (enough for this step from 30 on)")
            .And.Contain("Least like people 2026-01-05")
            .And.Contain("audio-tracks-24h").And.NotContain("feature.").And.NotContain("rule.");
    }

    [Test]
    public void Run_Json_AgreesWithReplay()
    {
        var capture = _trial.Write("c.ndjson", EventLines.Scraper("mallory", 2_000).Concat(People));
        var decisions = _trial.PathOf("d.ndjson");
        var accounts = _trial.PathOf("a.ndjson");
        _trial.Run("replay", capture, "--decisions", decisions, "--accounts", accounts).Code.Should().Be(ExitCode.Done);

        var ended = _trial.Run("explain", capture, "--account", "mallory", "--json", "--threads", "2");

        using var json = JsonDocument.Parse(ended.Out);
        var history = json.RootElement.GetProperty("history").EnumerateArray()
            .Select(entry => entry.GetProperty("decision").GetRawText());
        history.Should().Equal(File.ReadAllLines(decisions).Where(line => line.Contains("\"mallory\"")));
        var line = File.ReadAllLines(accounts).Single(line => line.Contains("\"mallory\""));
        using var account = JsonDocument.Parse(line);
        string[] same = ["first", "last", "events", "score", "verdict", "tracks", "audioTracks", "bytes"];
        foreach (var name in same)
        {
            json.RootElement.GetProperty(name).GetRawText()
                .Should().Be(account.RootElement.GetProperty(name).GetRawText(), name);
        }
    }

    [Test]
    public void Run_Person_CountsWhatTheLinesSay()
    {
        var capture = _trial.Write("c.ndjson", People.Append(People[0]).Append(EventLines.At(8_000, "bob")));

        var ended = _trial.Run("explain", capture, "--account", "anna", "--json");

        using var json = JsonDocument.Parse(ended.Out);
        var root = json.RootElement;
        root.GetProperty("events").GetInt32().Should().Be(4);
        root.GetProperty("lines").GetInt32().Should().Be(5);
        root.GetProperty("operations").GetProperty("search").GetInt32().Should().Be(2);
        root.GetProperty("statuses").GetProperty("4xx").GetInt32().Should().Be(1);
        root.GetProperty("activeHours").GetInt32().Should().Be(2);
        root.GetProperty("activeDays").GetInt32().Should().Be(1);
        root.GetProperty("activeHoursOfDay").EnumerateArray().Select(hour => hour.GetInt32())
            .Should().Equal(Enumerable.Range(0, 24).Select(hour => hour is 0 or 2 ? 1 : 0));
        root.GetProperty("history").GetArrayLength().Should().Be(0);
        root.GetProperty("verdict").GetString().Should().Be("none");
    }

    [TestCase("\"quoted\\")]
    [TestCase("line\nfeed\u0000")]
    [TestCase("\U0001F600 שלום")]
    public void Run_RepeatedHostileId_CountsOnce(string id)
    {
        var line = EventLines.At(0, "anna", "audio", id)[..^1] + $",\"id\":{JsonSerializer.Serialize(id)}}}";
        var capture = _trial.Write("c.ndjson", line, line);

        var ended = _trial.Run("explain", capture, "--account", "anna", "--json");

        using var json = JsonDocument.Parse(ended.Out);
        json.RootElement.GetProperty("events").GetInt32().Should().Be(1);
        json.RootElement.GetProperty("lines").GetInt32().Should().Be(2);
    }

    [Test]
    public void Run_MomentOfEvaluation_IsThatOfTheEventThatMadeIt()
    {
        // A crowd moves the stream's time on; the account's most unusual moment is amid its events, not at the end.
        var crowd = Enumerable.Range(0, 4_000).Select(i => EventLines.At(i * 5, "crowd" + (i % 50)));
        var account = Enumerable.Range(0, 200)
            .Select(i => EventLines.At((i * 90) + 1, "anna", i is > 60 and < 90 ? "audio" : "browse", $"t{i}"));
        var lines = crowd.Concat(account).OrderBy(line => line[..35], StringComparer.Ordinal).ToList();
        var (time, features) = MomentOf(lines);

        var offset = (time - EventLines.Start).TotalSeconds;
        (offset % 90).Should().Be(1);
        offset.Should().BeLessThan(199 * 90);

        // Without that event and what follows, the same look is never seen.
        var before = lines.Where(line => string.CompareOrdinal(line[..35], EventLines.At(offset, "")[..35]) < 0)
            .Append(EventLines.At(offset + 600, "crowd1"));
        MomentOf(before).Features.Should().NotBe(features);
    }

    [Test]
    public void Run_MisspeltAccount_NearNamesAreSuggested()
    {
        var capture = _trial.Write("c.ndjson", People);

        var ended = _trial.Run("explain", capture, "--account", "ana");

        ended.Code.Should().Be(ExitCode.Failed);
        ended.Out.Should().BeEmpty();
        ended.ErrorLines.Should().Equal("explain: no event is of account 'ana'; did you mean anna?");
    }

    [Test]
    public void Run_AllowlistedAccount_SaysSo()
    {
        var capture = _trial.Write("c.ndjson", EventLines.Scraper("mallory", 2_000));
        var policy = _trial.Write("p.yaml", "allowlist: [mallory]");

        var ended = _trial.Run("explain", capture, "--account", "mallory", "--policy", policy);

        ended.Code.Should().Be(ExitCode.Done);
        ended.Out.Should().Contain("on the policy's allowlist").And.Contain("No decision");
    }

    [TestCase("quote\"and\\slash")]
    [TestCase("line\nfeed \u001b[2J")]
    [TestCase("\u202emallory")]
    [TestCase("\U0001F468\u200D\U0001F469 שלום")]
    public void Run_HostileName_IsFoundAndShownEscaped(string name)
    {
        var capture = _trial.Write("c.ndjson", EventLines.Scraper(name, 600, 1));

        var text = _trial.Run("explain", capture, "--account", name);
        var json = _trial.Run("explain", capture, "--account", name, "--json");

        text.Code.Should().Be(ExitCode.Done, text.Error);
        text.Out.Should().Contain($"Account       {TerminalText.Of(name)}\n");
        text.Out.Should().NotContain("\u001b").And.NotContain("\u202e");
        json.Out.TrimEnd('\n').ToCharArray().Should().OnlyContain(letter => letter >= ' ' && letter <= '~');
        JsonDocument.Parse(json.Out).RootElement.GetProperty("account").GetString().Should().Be(name);
    }

    [Test]
    public void Run_HostileNameNotKnown_IsEscapedInTheError()
    {
        var capture = _trial.Write("c.ndjson", EventLines.At(0, "ann\u001b[2Ja"));

        var ended = _trial.Run("explain", capture, "--account", "ann\u001b[2Jb");

        ended.Code.Should().Be(ExitCode.Failed);
        ended.Error.Should().Be(
            "explain: no event is of account 'ann\\u{1B}[2Jb'; did you mean ann\\u{1B}[2Ja?\n");
    }

    [Test]
    public void Run_AccountOfABrokenClockAlone_SaysSo()
    {
        var lines = Enumerable.Range(0, 100).Select(i => EventLines.At(i, "anna"))
            .Append(EventLines.At(DateTimeOffset.UnixEpoch.AddHours(1), "clock", "metadata"));
        var capture = _trial.Write("c.ndjson", lines);

        var ended = _trial.Run("explain", capture, "--account", "clock");

        ended.Code.Should().Be(ExitCode.Failed);
        ended.ErrorLines.Should().Equal("explain: all 1 events of account 'clock' are of an implausible time");
    }

    [Test]
    public void Run_StoppedEarly_SaysSoAndFails()
    {
        var capture = _trial.Write("c.ndjson", People);

        var ended = _trial.Run(["explain", capture, "--account", "anna"], new CancellationToken(canceled: true));

        ended.Code.Should().Be(ExitCode.Failed);
        ended.ErrorLines.Should().Equal("explain: stopped");
    }

    private (DateTimeOffset Time, string Features) MomentOf(IEnumerable<string> lines)
    {
        var ended = _trial.Run("explain", _trial.Write("m.ndjson", lines), "--account", "anna", "--json");
        using var json = JsonDocument.Parse(ended.Out);
        var moment = json.RootElement.GetProperty("leastLikePeople");
        return (moment.GetProperty("time").GetDateTimeOffset(), moment.GetProperty("features").GetRawText());
    }
}
