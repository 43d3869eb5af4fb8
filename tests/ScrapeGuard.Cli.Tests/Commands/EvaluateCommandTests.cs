using System.Text.Json;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Tests.Report;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class EvaluateCommandTests
{
    private CommandTrial _trial = null!;
    private string _capture = "";
    private string _truth = "";

    [SetUp]
    public void Open()
    {
        _trial = new CommandTrial();
        _capture = _trial.Write("c.ndjson", EventLines.Scraper("mallory", 2_000)
            .Append(EventLines.At(1, "anna", "audio", "t1")).Append(EventLines.At(86_400, "anna", "audio", "t2"))
            .Append(EventLines.At(5, "nobody")));
        _truth = _trial.Write("truth.ndjson",
            """{"account":"mallory","label":"scraper","kind":"loud","tracks":2000,"audioTracks":2000}""",
            """{"account":"absent","label":"scraper","kind":"loud","tracks":0,"audioTracks":0}""",
            """{"account":"anna","label":"person","kind":"listener","tracks":2,"audioTracks":2}""");
    }

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_Json_AgreesWithTheDecisionsOfReplay()
    {
        var decisions = _trial.PathOf("d.ndjson");
        _trial.Run("replay", _capture, "--decisions", decisions).Code.Should().Be(ExitCode.Done);
        var suspended = File.ReadLines(decisions).Select(line => JsonDocument.Parse(line).RootElement)
            .First(decision => decision.GetProperty("verdict").GetString() == "suspend");
        var seconds = (suspended.GetProperty("time").GetDateTimeOffset() - EventLines.Start).TotalSeconds;

        var ended = _trial.Run("evaluate", _capture, "--truth", _truth, "--json");

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        using var json = JsonDocument.Parse(ended.Out);
        var loud = json.RootElement.GetProperty("kinds")[0];
        loud.GetProperty("kind").GetString().Should().Be("loud");
        loud.GetProperty("accounts").GetInt32().Should().Be(1);
        loud.GetProperty("caughtShare").GetDouble().Should().Be(1);
        loud.GetProperty("medianSecondsToDetect").GetDouble().Should().Be(seconds);
        loud.GetProperty("worstSecondsToDetect").GetDouble().Should().Be(seconds);

        // A new track each five seconds, the first at the start: exact, where the engine's own count is an estimate.
        loud.GetProperty("leaked").GetProperty("tracks").GetInt64().Should().Be((long)(seconds / 5) + 1);
        loud.GetProperty("took").GetProperty("audioTracks").GetInt64().Should().Be(2_000);
        json.RootElement.GetProperty("accountsNotSeen").GetInt32().Should().Be(1);
        json.RootElement.GetProperty("unlabelledAccounts").GetInt32().Should().Be(1);
        json.RootElement.GetProperty("people").GetProperty("accountDays").GetDouble().Should().BeApproximately(1, 1e-4);
    }

    [Test]
    public void Run_Threads_ChangeNothing()
    {
        var one = _trial.Run("evaluate", _capture, "--truth", _truth, "--json", "--threads", "1");
        var three = _trial.Run("evaluate", _capture, "--truth", _truth, "--json", "--threads", "3");

        three.Out.Should().Be(one.Out);
    }

    [Test]
    public void Run_WithoutJson_IsATableForPeople()
    {
        var ended = _trial.Run("evaluate", _capture, "--truth", _truth);

        ended.Code.Should().Be(ExitCode.Done);
        ended.Out.Should().Contain("scrapers").And.Contain("1 (100%)").And.Contain("Wrong verdicts on people")
            .And.Contain("2,003 events over 1 d");
        ended.Out.Split('\n').Should().OnlyContain(line => line.Length <= 132);
        ended.ErrorLines.Should().Equal("evaluate: 1 accounts have no label and are left out");
    }

    [Test]
    public void Run_UncaughtScraper_LeaksAllThatItTook()
    {
        var policy = _trial.Write("p.yaml", "allowlist: [mallory]");

        var ended = _trial.Run("evaluate", _capture, "--truth", _truth, "--json", "--policy", policy);

        var loud = JsonDocument.Parse(ended.Out).RootElement.GetProperty("kinds")[0];
        loud.GetProperty("caughtShare").GetDouble().Should().Be(0);
        loud.GetProperty("medianSecondsToDetect").ValueKind.Should().Be(JsonValueKind.Null);
        loud.GetProperty("leaked").GetProperty("tracks").GetInt64().Should().Be(2_000);
    }

    [Test]
    public void Run_WrongfullySuspendedPerson_IsCountedPerAccountDays()
    {
        var truth = _trial.Write("t.ndjson",
            """{"account":"mallory","label":"person","kind":"listener","tracks":2000,"audioTracks":2000}""",
            """{"account":"anna","label":"person","kind":"listener","tracks":2,"audioTracks":2}""");

        var ended = _trial.Run("evaluate", _capture, "--truth", truth, "--json");

        var people = JsonDocument.Parse(ended.Out).RootElement.GetProperty("people");
        people.GetProperty("per10000AccountDays").GetProperty("suspend").GetDouble().Should().BeApproximately(5_000, 1);
    }

    [Test]
    public void Run_SeveralPolicies_ComparesThemOnTheSameEvents()
    {
        var mild = _trial.Write("mild.yaml", "name: mild", "allowlist: [mallory]");

        var ended = _trial.Run(
            "evaluate", _capture, "--truth", _truth, "--json", "--policy", "default", "--policy", mild);

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        var lanes = JsonDocument.Parse(ended.Out).RootElement.GetProperty("compared").EnumerateArray().ToList();
        lanes.Select(lane => lane.GetProperty("policy").GetString()).Should().Equal("default", "mild");
        lanes.Select(lane => lane.GetProperty("kinds")[0].GetProperty("caughtShare").GetDouble()).Should().Equal(1, 0);
        lanes.Select(lane => lane.GetProperty("events").GetInt64()).Should().OnlyContain(events => events == 2_003);
        var alone = _trial.Run("evaluate", _capture, "--truth", _truth, "--json").Out.TrimEnd();
        lanes[0].GetRawText().Should().Be(alone, "beside another it is what it is alone");
        var costs = lanes.Select(lane => lane.GetProperty("costCurve").GetProperty("audioTracks")).ToList();
        costs[0].GetProperty("cheapestUnseen").ValueKind.Should().Be(JsonValueKind.Null);
        costs[1].GetProperty("cheapestUnseen").GetDouble().Should().Be(86e6 / 2_000);
        costs[0].GetProperty("points")[0].GetProperty("suspended").GetInt32().Should().Be(1);
    }

    [Test]
    public void Run_SeveralPoliciesAsText_StandsSideBySide()
    {
        var mild = _trial.Write("mild.yaml", "allowlist: [mallory]");

        var ended = _trial.Run("evaluate", _capture, "--truth", _truth, "--policy", "default", "--policy", mild);

        ended.Out.Should().Contain("== default").And.Contain("== mild.yaml").And.Contain("cheapest audio");
        ended.Out.Split('\n').Should().OnlyContain(line => line.Length <= 132);
    }

    [Test]
    public void Run_Report_IsAWholePageWithItsCurves()
    {
        var page = _trial.PathOf("r.html");
        var mild = _trial.Write("<mild>.yaml", "allowlist: [mallory]");

        var ended = _trial.Run(
            "evaluate", _capture, "--truth", _truth, "--report", page, "--policy", "default", "--policy", mild);

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        var html = File.ReadAllText(page);
        HtmlChecks.ShouldBeWhole(html);
        html.Should().Contain("&lt;mild&gt;").And.Contain("account-days").And.Contain("id=\"roc\"");
    }

    [Test]
    public void Run_WrongPoliciesAndModels_NamesEach()
    {
        var wrong = _trial.Write("w.yaml", "grace: never");

        var ended = _trial.Run("evaluate", _capture, "--truth", _truth, "--policy", wrong, "--policy", "absent.yaml",
            "--model", "absent.model");

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().HaveCount(3);
    }

    [Test]
    public void Run_TruthOfAnotherCapture_Fails()
    {
        var truth = _trial.Write("t.ndjson",
            """{"account":"x","label":"person","kind":"listener","tracks":2,"audioTracks":2}""");

        var ended = _trial.Run("evaluate", _capture, "--truth", truth);

        ended.Code.Should().Be(ExitCode.Failed);
        ended.Error.Should().Contain("do they belong together?");
    }

    [Test]
    public void Run_BrokenTruth_NamesFileLineKeyAndValue()
    {
        var truth = _trial.Write("t.ndjson",
            """{"account":"x","label":"person","kind":"listener","tracks":2,"audioTracks":2}""",
            "nonsense",
            """{"account":"y","label":"robot","kind":"k","tracks":2,"audioTracks":2}""",
            """{"account":"z\u001b","label":"person","kind":"k","tracks":-2,"audioTracks":2}""",
            """{"account":"x","label":"person","kind":"k","tracks":2,"audioTracks":2}""",
            """{"account":7,"label":"person","kind":"k","tracks":2,"audioTracks":2}""",
            """{"label":"person"}""");

        var ended = _trial.Run("evaluate", _capture, "--truth", truth);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().Equal(
            $"{truth}:2: is no JSON object",
            $"{truth}:3: label 'robot': must be person or scraper",
            $"{truth}:4: tracks '-2': must be a whole number from 0",
            $"{truth}:5: account 'x': is labelled twice",
            $"{truth}:6: account '7': must be a text",
            $"{truth}:7: account: is missing");
    }

    [Test]
    public void Run_EmptyTruth_IsAWrongArgument()
    {
        var truth = _trial.WriteBytes("t.ndjson", []);

        var ended = _trial.Run("evaluate", _capture, "--truth", truth);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().Equal($"{truth}: has no account");
    }

    [Test]
    public void Run_SimulatedAndPacked_CatchesLoudScrapersAndNoPerson()
    {
        var capture = _trial.PathOf("s.ndjson.gz");
        var truth = _trial.PathOf("s.truth.gz");
        _trial.Run("simulate", "--out", capture, "--truth", truth, "--people", "60", "--days", "1", "--scrapers",
            "loud-audio,loud-metadata").Code.Should().Be(ExitCode.Done);

        var ended = _trial.Run("evaluate", capture, "--truth", truth, "--json");

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        var kinds = JsonDocument.Parse(ended.Out).RootElement.GetProperty("kinds").EnumerateArray().ToList();
        kinds.Where(kind => kind.GetProperty("label").GetString() == "scraper").Should().HaveCount(2)
            .And.OnlyContain(kind => kind.GetProperty("caughtShare").GetDouble() == 1);
        kinds.Where(kind => kind.GetProperty("label").GetString() == "person").Sum(
            kind => kind.GetProperty("verdicts").GetProperty("suspend").GetInt32()).Should().Be(0);
    }
}
