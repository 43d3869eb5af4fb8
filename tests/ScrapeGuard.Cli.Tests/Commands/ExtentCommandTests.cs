using System.Text.Json;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class ExtentCommandTests
{
    private CommandTrial _trial = null!;
    private string _capture = "";

    [SetUp]
    public void Open()
    {
        _trial = new CommandTrial();
        _capture = _trial.Write("c.ndjson", EventLines.Scraper("mallory", 2_000)
            .Append(EventLines.At(1, "anna", "play", "7-3")).Append(EventLines.At(86_400, "anna", "play", "t2")));
    }

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_DecisionsOfReplay_MeasuresWhatSuspensionKeepsIn()
    {
        var decisions = _trial.PathOf("d.ndjson");
        _trial.Run("replay", _capture, "--decisions", decisions).Code.Should().Be(ExitCode.Done);
        var suspended = File.ReadLines(decisions).Select(line => JsonDocument.Parse(line).RootElement)
            .First(decision => decision.GetProperty("verdict").GetString() == "suspend");
        var seconds = (suspended.GetProperty("time").GetDateTimeOffset() - EventLines.Start).TotalSeconds;

        var total = RunJson("--decisions", decisions).GetProperty("total");

        // A new track each five seconds, the first at the start.
        total.GetProperty("tracks").GetInt64().Should().Be(2_000);
        total.GetProperty("prevented").GetProperty("tracks").GetInt64().Should().Be(2_000 - ((long)(seconds / 5) + 1));
        total.GetProperty("prevented").GetProperty("basis").GetString().Should().Be("measured");
        total.GetProperty("listeningShare").GetProperty("value").GetDouble().Should().Be(0.5);
    }

    [Test]
    public void Run_NamesAndObjects_AreAccounts()
    {
        var accounts = _trial.Write("a.txt", "mallory", """{"account":"anna","campaign":"c9"}""", "",
            """{"account":"x","verdict":"none"}""", """{"account":"y","label":"person"}""", "nobody");

        var root = RunJson("--accounts", accounts, "--catalogue", "4000");

        root.GetProperty("accounts").EnumerateArray().Select(account => account.GetProperty("account").GetString())
            .Should().Equal("anna", "mallory");
        root.GetProperty("notSeen").EnumerateArray().Select(account => account.GetString()).Should().Equal("nobody");
        root.GetProperty("total").GetProperty("catalogueShare").GetProperty("value").GetDouble().Should().Be(0.5);
        root.GetProperty("campaigns")[0].GetProperty("campaign").GetString().Should().Be("c9");
    }

    [Test]
    public void Run_SimulatedIncident_IsWithinTwoPercentOfTheTruth()
    {
        var (capture, truth) = (_trial.PathOf("s.ndjson.gz"), _trial.PathOf("s.truth"));
        _trial.Run("simulate", "--out", capture, "--truth", truth, "--people", "60", "--days", "1", "--scrapers",
            "loud-audio,quiet-swarm:4").Code.Should().Be(ExitCode.Done);
        var labels = File.ReadLines(truth).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(label => label.GetProperty("label").GetString() == "scraper")
            .ToDictionary(label => label.GetProperty("account").GetString()!);
        _capture = capture;

        var root = RunJson("--accounts", truth);

        root.GetProperty("accounts").GetArrayLength().Should().Be(labels.Count);
        foreach (var account in root.GetProperty("accounts").EnumerateArray())
        {
            var label = labels[account.GetProperty("account").GetString()!];
            foreach (var key in new[] { "tracks", "audioTracks", "bytes" })
            {
                var expected = label.GetProperty(key).GetDouble();
                account.GetProperty(key).GetDouble().Should().BeInRange(expected * 0.98, expected * 1.02, key);
            }
        }
    }

    [Test]
    public void Run_EventsWithArtists_ListsThem()
    {
        _capture = _trial.Write("w.ndjson",
            EventLines.At(0, "a", "metadata", "1", "2", "3"),
            Of("a", "1", "Ann <b>", "A"), Of("a", "2", "Ann <b>", "B"), Of("a", "2", "Ann <b>", "B"),
            Of("b", "3", "Bo", "C"));
        var page = _trial.PathOf("x.html");

        var root = RunJson("--accounts", _trial.Write("a.txt", "a"), "--report", page);

        root.GetProperty("artists").EnumerateArray()
            .Select(work => (work.GetProperty("name").GetString(), work.GetProperty("tracks").GetInt64()))
            .Should().Equal(("Ann <b>", 2));
        root.GetProperty("albums").GetArrayLength().Should().Be(2);
        var html = File.ReadAllText(page);
        html.Should().Contain("Ann &lt;b&gt;").And.NotContain("Ann <b>").And.EndWith("</body></html>\n");
    }

    [Test]
    public void Run_SeveralCaptures_CountsAsOne()
    {
        var other = _trial.Write("c2.ndjson", Of("mallory", "z", "Zed", "Y"));
        var json = _trial.PathOf("x.json");

        _trial.Run("extent", _capture, other, "--accounts", _trial.Write("a.txt", "mallory"), "--json", json)
            .Code.Should().Be(ExitCode.Done);

        var root = JsonDocument.Parse(File.ReadAllText(json)).RootElement;
        root.GetProperty("total").GetProperty("tracks").GetInt64().Should().Be(2_001);
        root.GetProperty("artists")[0].GetProperty("name").GetString().Should().Be("Zed");
    }

    [Test]
    public void Run_CanariesOfAPolicy_NamesWhoTookThem()
    {
        var policy = _trial.Write("p.yaml", "canaryTracks: [7-3]");
        var accounts = _trial.Write("a.txt", "mallory");

        var ended = _trial.Run("extent", _capture, "--accounts", accounts, "--policy", policy);

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        ended.Out.Should().Contain("Canary tracks taken").And.Contain("7-3: mallory");
    }

    [Test]
    public void Run_WrongArguments_NamesEachMistake()
    {
        var broken = _trial.Write("b.ndjson", "{", """{"name":"x"}""");

        var ended = _trial.Run("extent", _capture, "--accounts", broken, "--catalogue", "0", "--from-verdict", "bad");

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().Equal(
            "--from-verdict 'bad': must be observe, throttle, challenge or suspend",
            "--catalogue '0': must be at least 1",
            $"{broken}:1: is no JSON object",
            $"{broken}:2: account: is missing, or no text");
    }

    [Test]
    public void Run_WithoutAccounts_SaysWhatItNeeds()
    {
        var ended = _trial.Run("extent", _capture);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().Equal("extent: needs --accounts or --decisions");
    }

    private static string Of(string account, string track, string artist, string album) => JsonSerializer.Serialize(new
    {
        time = EventLines.Start,
        account,
        operation = "audio",
        tracks = new[] { track },
        artist,
        album,
    });

    private JsonElement RunJson(params string[] options)
    {
        var json = _trial.PathOf("x.json");
        var ended = _trial.Run(["extent", _capture, "--json", json, .. options]);
        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        return JsonDocument.Parse(File.ReadAllText(json)).RootElement.Clone();
    }
}
