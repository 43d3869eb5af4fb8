using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Cli.Tests.Commands;

namespace ScrapeGuard.Cli.Tests.Evaluating;

/// <summary>
/// The promise of a policy, one wrong suspension in so many account-days, held against people only: <c>evaluate</c>
/// says how many there were and, with 95 % confidence, how many there may be at most.
/// </summary>
public sealed class FalseAlarmTests
{
    private const string Log = "listening.tsv.gz";
    private const int TrackMs = 240_000;

    /// <summary>Real plays of 46 people over years, as three kinds of players would ask for them.</summary>
    [TestCase("reports")]
    [TestCase("silent")]
    [TestCase("keeps")]
    public void Evaluate_RealListeners_AreSuspendedNoMoreThanPromised(string player)
    {
        using var trial = new CommandTrial();
        var capture = trial.Write("c.ndjson", LinesOf(player, out var days, out var listeners));
        var truth = trial.Write("t.ndjson", listeners.Select(listener => JsonSerializer.Serialize(
            new { account = listener, label = "person", kind = player, tracks = 1, audioTracks = 1 })));

        var ended = trial.Run("evaluate", capture, "--truth", truth, "--json");

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        var people = JsonDocument.Parse(ended.Out).RootElement.GetProperty("people");
        people.GetProperty("accountDays").GetDouble().Should().BeApproximately(days, days / 100);
        var suspended = people.GetProperty("per10000AccountDays").GetProperty("suspend").GetDouble() * days / 10_000;
        var bound = people.GetProperty("upperBoundPer10000AccountDays").GetProperty("suspend").GetDouble();
        TestContext.Out.WriteLine($"{player}: {suspended:0} suspended in {days:0} account-days, at most {bound:0.00} "
            + "in 10,000 with 95 % confidence");
        suspended.Should().BeLessThanOrEqualTo(days / 10_000, "the default policy promises one in 10,000 account-days");
        bound.Should().BeApproximately(
            ConfidenceBound.Upper((long)Math.Round(suspended)) * 10_000 / days, 0.05, "the report says the bound");
    }

    /// <summary>
    /// One of a few per cent of people hardly ever comes back to anything, and somebody never does; they are still
    /// people. And of a shop's radio track follows track all day, by one rhythm in all shops of a country.
    /// </summary>
    [TestCase("explorer", "31")]
    [TestCase("wanderer", "31")]
    [TestCase("wanderer", "32")]
    [TestCase("shop-radio", "31")]
    public void Evaluate_SimulatedExplorersAndRadios_AreNotSuspended(string kind, string seed)
    {
        using var trial = new CommandTrial();
        var (capture, truth) = (trial.PathOf("c.ndjson"), trial.PathOf("t.ndjson"));
        trial.Run("simulate", "--out", capture, "--truth", truth, "--people", "100", "--days", "6", "--seed", seed,
            "--no-scrapers", "--people-mix", $"listener=0.5,{kind}=0.5").Code.Should().Be(ExitCode.Done);

        var ended = trial.Run("evaluate", capture, "--truth", truth, "--json");

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        JsonDocument.Parse(ended.Out).RootElement.GetProperty("people").GetProperty("per10000AccountDays")
            .GetProperty("suspend").GetDouble().Should().Be(0, $"seed {seed}");
    }

    /// <summary>Every kind of person that was ever measured, as many of each.</summary>
    [Test]
    public void Evaluate_SimulatedPeopleOfEveryKind_AreNotSuspended()
    {
        using var trial = new CommandTrial();
        var (capture, truth) = (trial.PathOf("c.ndjson"), trial.PathOf("t.ndjson"));
        trial.Run("simulate", "--out", capture, "--truth", truth, "--people", "130", "--days", "5", "--seed", "11",
            "--no-scrapers", "--people-mix", string.Join(
                ',', Simulation.PeopleMix.Kinds.Where(kind => kind != "wanderer").Select(kind => $"{kind}=1")))
            .Code.Should().Be(ExitCode.Done);

        var ended = trial.Run("evaluate", capture, "--truth", truth, "--json");

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        JsonDocument.Parse(ended.Out).RootElement.GetProperty("kinds").EnumerateArray()
            .Where(kind => kind.GetProperty("verdicts").GetProperty("suspend").GetInt32() > 0)
            .Select(kind => kind.GetProperty("kind").GetString()).Should().BeEmpty();
    }

    private static List<string> LinesOf(string player, out double days, out List<string> listeners)
    {
        var plays = ReadLog();
        var events = new List<(double Second, string Line)>(plays.Count * 3);
        var had = new HashSet<(string, string)>();
        foreach (var (listener, second, item) in plays)
        {
            // A player that keeps what it was given asks for a track once, and reports each play.
            if (player != "keeps" || had.Add((listener, item)))
            {
                events.Add((second, EventLines.At(second, listener, "license", item)));
                events.Add((second + 0.2, EventLines.At(second + 0.2, listener, "audio", item)));
            }

            if (player != "silent")
            {
                events.Add((second + (TrackMs / 1_000), PlayLine(second + (TrackMs / 1_000), listener, item)));
            }
        }

        var spans = plays.GroupBy(play => play.Listener)
            .ToDictionary(own => own.Key, own => own.Max(play => play.Second) - own.Min(play => play.Second));
        days = spans.Values.Sum(span => Math.Max(1, span / 86_400));
        listeners = [.. spans.Keys];
        return [.. events.OrderBy(e => e.Second).Select(e => e.Line)];
    }

    private static string PlayLine(double second, string listener, string item) =>
        EventLines.At(second, listener, "play", item)[..^1] + $",\"playedMs\":{TrackMs}}}";

    private static List<(string Listener, double Second, string Item)> ReadLog()
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(PathOfLog()), CompressionMode.Decompress));
        var plays = new List<(string, double, string)>();
        while (text.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                var parts = line.Split('\t');
                plays.Add(($"p{parts[0]}", double.Parse(parts[1], CultureInfo.InvariantCulture), $"t{parts[2]}"));
            }
        }

        return plays;
    }

    private static string PathOfLog()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", Log);
            if (File.Exists(path))
            {
                return path;
            }
        }

        Assert.Ignore($"../shared/data/{Log} is not on this machine");
        return "";
    }
}
