using System.Text.Json;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class ReplayCommandTests
{
    [Test]
    public void Run_AnyThreadsAndFiles_GivesTheSameBytesInCanonicalOrder()
    {
        using var bench = new ReplayBench();
        var one = bench.Decide(bench.Capture, "--policy", bench.Strict, "--threads", "1");
        one.Count.Should().BeGreaterThan(20);
        one.Select(Key).Should().Equal(one.Select(Key).OrderBy(key => key.Micros)
            .ThenBy(key => key.Account, StringComparer.Ordinal).ThenBy(key => key.Id, StringComparer.Ordinal));
        var bytes = File.ReadAllBytes(bench.PathOf("decided.ndjson"));
        bench.Decide(
            bench.Capture, "--policy", bench.Strict, "--threads", "3", "--report", bench.PathOf("r.html"),
            "--accounts", bench.PathOf("a.ndjson"), "--compare", bench.Strict);
        File.ReadAllBytes(bench.PathOf("decided.ndjson")).Should().Equal(bytes);
    }

    // A dump of one partition after the other: whole accounts lie behind the stream's time.
    [Test]
    public void Run_CaptureOfOnePartitionAfterTheOther_IsInCanonicalOrder()
    {
        using var bench = new ReplayBench();
        var lines = bench.Lines;
        var parts = Enumerable.Range(0, 4)
            .Select(part => lines.Where(line => AccountOf(line)[0] % 4 == part)).ToArray();
        File.WriteAllLines(bench.PathOf("dump.ndjson"), parts.SelectMany(part => part));
        var paths = parts.Select((part, i) =>
        {
            File.WriteAllLines(bench.PathOf($"{i}.ndjson"), part);
            return bench.PathOf($"{i}.ndjson");
        }).ToArray();
        var decisions = bench.Decide(bench.PathOf("dump.ndjson"), "--policy", bench.Strict);
        decisions.Count.Should().BeGreaterThan(20);
        decisions.Select(Key).Should().Equal(decisions.Select(Key).OrderBy(key => key.Micros)
            .ThenBy(key => key.Account, StringComparer.Ordinal).ThenBy(key => key.Id, StringComparer.Ordinal));

        // Merged by time they are the capture again.
        bench.Decide([.. paths, "--policy", bench.Strict]);
        var merged = File.ReadAllBytes(bench.PathOf("decided.ndjson"));
        bench.Decide(bench.Capture, "--policy", bench.Strict);
        File.ReadAllBytes(bench.PathOf("decided.ndjson")).Should().Equal(merged);
    }

    [Test]
    public void Run_Summary_CountsWhatTheFilesHold()
    {
        using var bench = new ReplayBench();
        var (summary, accounts) = (bench.PathOf("s.json"), bench.PathOf("a.ndjson"));
        var decisions = bench.Decide(bench.Capture, "--summary", summary, "--accounts", accounts);
        using var json = JsonDocument.Parse(File.ReadAllText(summary));
        json.RootElement.GetProperty("events").GetInt64().Should().Be(bench.Lines.Length);
        var names = ReplayBench.ReadLines(accounts).Select(line => line.GetProperty("account").GetString()).ToList();
        names.Should().BeInAscendingOrder(StringComparer.Ordinal)
            .And.BeEquivalentTo(bench.Lines.Select(AccountOf).Distinct());
        json.RootElement.GetProperty("accounts").GetInt64().Should().Be(names.Count);
        foreach (var verdict in json.RootElement.GetProperty("decisions").EnumerateObject())
        {
            verdict.Value.GetInt64().Should()
                .Be(decisions.Count(decision => decision.GetProperty("verdict").GetString() == verdict.Name));
        }
    }

    [Test]
    public void Run_Mistakes_AreToldOneALineBeforeAnythingIsRead()
    {
        using var bench = new ReplayBench();
        var (folder, same) = (Path.GetDirectoryName(bench.Capture)!, bench.PathOf("x"));
        var (exitCode, error) = bench.Run(
            bench.Capture, "--policy", bench.Strict, "--decisions", folder, "--summary", same, "--accounts", same,
            "--report", bench.Strict, "--compare-out", bench.PathOf("none/y"), "--threads", "0");
        exitCode.Should().Be(ExitCode.WrongArguments);
        error.TrimEnd().Split(Environment.NewLine).Should().BeEquivalentTo(
            $"--decisions '{folder}': is a directory",
            $"--accounts '{same}': is the file of --summary too",
            $"--report '{bench.Strict}': is an input too",
            $"--compare-out '{bench.PathOf("none/y")}': there is no directory '{bench.PathOf("none")}'",
            $"--compare-out '{bench.PathOf("none/y")}': needs --compare",
            "--threads '0': must be 1 to 64");
        bench.Made().Should().BeEmpty();
    }

    [Test]
    public void Run_OutputIsTheCaptureByAnotherName_IsRefused()
    {
        using var bench = new ReplayBench();
        File.CreateSymbolicLink(bench.PathOf("link"), bench.Capture);
        var before = File.ReadAllBytes(bench.Capture);
        var (exitCode, error) = bench.Run(bench.Capture, "--decisions", bench.PathOf("link"));
        exitCode.Should().Be(ExitCode.WrongArguments);
        error.TrimEnd().Should().Be($"--decisions '{bench.PathOf("link")}': is an input too");
        File.ReadAllBytes(bench.Capture).Should().Equal(before);
    }

    [Test]
    public void Run_StoppedOnTheWay_LeavesNoFile()
    {
        using var bench = new ReplayBench();
        using var stop = new CancellationTokenSource();
        using var error = new ActingWriter(stop.Cancel);
        bench.Run(
            [
                bench.Capture, "--decisions", bench.PathOf("d"), "--report", bench.PathOf("r"), "--accounts",
                bench.PathOf("a"),
            ],
            error, isTerminal: true, stop.Token).Should().Be(ExitCode.Failed);
        error.ToString().Should().EndWith($"replay: stopped; no file was written{Environment.NewLine}");
        bench.Made().Should().BeEmpty();
    }

    [Test]
    public void Run_FolderVanishesOnTheWay_FailsAndLeavesNoFile()
    {
        using var bench = new ReplayBench();
        var folder = Directory.CreateDirectory(bench.PathOf("sub")).FullName;
        using var error = new ActingWriter(() => Directory.Delete(folder, recursive: true));
        bench.Run(
            [bench.Capture, "--decisions", Path.Combine(folder, "d"), "--report", bench.PathOf("r")],
            error, isTerminal: true, CancellationToken.None).Should().Be(ExitCode.Failed);
        error.ToString().Should().Contain("replay: Could not find");
        bench.Made().Should().BeEmpty();
    }

    [Test]
    public void Run_NoEvent_SaysSo()
    {
        using var bench = new ReplayBench();
        File.WriteAllText(bench.PathOf("empty"), "");
        bench.Run(bench.PathOf("empty"), "--decisions", bench.PathOf("d"), "--report", bench.PathOf("r")).ExitCode
            .Should().Be(ExitCode.NoEvent);
        File.ReadAllText(bench.PathOf("r")).Should().Contain("The captures hold no event");
    }

    [TestCase(false, 1)]
    [TestCase(true, 3)]
    public void Run_KeepQuery_TellsPathsApartByIt(bool keepQuery, int tracks)
    {
        using var bench = new ReplayBench();
        var log = bench.PathOf("access.log");
        File.WriteAllLines(log, Enumerable.Range(0, 3).Select(i =>
            $"192.0.2.1 - ann [05/Jan/2026:00:00:0{i} +0000] \"GET /track?id={i} HTTP/1.1\" 200 10 \"-\" \"x\""));
        string[] args = [log, "--decisions", bench.PathOf("d"), "--accounts", bench.PathOf("a")];
        bench.Run(keepQuery ? [.. args, "--keep-query"] : args).ExitCode.Should().Be(ExitCode.Done);
        ReplayBench.ReadLines(bench.PathOf("a")).Should().ContainSingle()
            .Which.GetProperty("tracks").GetInt64().Should().Be(tracks);
    }

    private static string AccountOf(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("account").GetString()!;

    private static (long Micros, string Account, string Id) Key(JsonElement decision) => (
        decision.GetProperty("time").GetDateTimeOffset().Ticks,
        decision.GetProperty("account").GetString()!,
        decision.GetProperty("id").GetString()!);

    /// <summary>Does something at the first sign of progress.</summary>
    private sealed class ActingWriter(Action act) : StringWriter
    {
        private bool _done;

        public override void Write(string? value)
        {
            base.Write(value);
            if (!_done)
            {
                _done = true;
                act();
            }
        }
    }
}
