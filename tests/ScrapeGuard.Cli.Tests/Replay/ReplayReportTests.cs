using System.Text.Json;
using ScrapeGuard.Cli.Report;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class ReplayReportTests
{
    [Test]
    public void Run_Report_HoldsWhatTheFilesHold()
    {
        using var bench = new ReplayBench();
        var (report, accounts) = (bench.PathOf("it's a report.html"), bench.PathOf("a.ndjson"));
        var decisions = bench.Decide(
            bench.Capture, "--report", report, "--accounts", accounts, "--policy", bench.Strict);
        var html = File.ReadAllText(report);
        var flagged = decisions.Select(decision => decision.GetProperty("account").GetString()).ToHashSet();
        var taken = ReplayBench.ReadLines(accounts)
            .Where(line => flagged.Contains(line.GetProperty("account").GetString()))
            .Sum(line => line.GetProperty("tracks").GetInt64());
        html.Should().Contain($"Flagged accounts took {Shown.Count(taken, "track")} and ")
            .And.Contain($"<b>{Shown.Count(bench.Lines.Length)}</b>")
            .And.Contain($"All {Shown.Count(flagged.Count)} flagged, worst first.")
            .And.Contain("class=\"spark\"").And.Contain("class=\"area after\"")
            .And.NotContain("not gathered")
            .And.Contain("it&#39;\\&#39;&#39;s a report.html&#39; --accounts ");
    }

    [Test]
    public void Run_ReportTwice_DiffersInMeasuresOnly()
    {
        using var bench = new ReplayBench();
        var report = bench.PathOf("r.html");
        string[] args = [bench.Capture, "--report", report, "--policy", bench.Strict];
        bench.Decide(args);
        var first = Measureless(File.ReadAllLines(report));
        bench.Decide(args);
        Measureless(File.ReadAllLines(report)).Should().Equal(first);
    }

    [Test]
    public void Run_Compare_GivesWhatTwoReplaysWouldDifferIn()
    {
        using var bench = new ReplayBench();
        var (differences, report) = (bench.PathOf("c.ndjson"), bench.PathOf("r.html"));
        var (exitCode, error) = bench.Run(
            bench.Capture, "--decisions", bench.PathOf("d"), "--compare", bench.Strict, "--compare-out", differences,
            "--report", report);
        exitCode.Should().Be(0);
        var ours = WorstOf(bench.Decide(bench.Capture));
        var theirs = WorstOf(bench.Decide(bench.Capture, "--policy", bench.Strict));
        var expected = ours.Keys.Union(theirs.Keys).Order(StringComparer.Ordinal)
            .Select(account => (
                Account: account,
                Base: ours.GetValueOrDefault(account, "none"),
                Other: theirs.GetValueOrDefault(account, "none")))
            .Where(difference => difference.Base != difference.Other).ToList();
        expected.Should().NotBeEmpty();
        ReplayBench.ReadLines(differences).Select(line => (
                Account: line.GetProperty("account").GetString()!,
                Base: line.GetProperty("base").GetProperty("verdict").GetString()!,
                Other: line.GetProperty("other").GetProperty("verdict").GetString()!))
            .Should().Equal(expected);
        var gained = theirs.Keys.Except(ours.Keys).Count();
        error.Should().MatchRegex($"flagged +{ours.Count} +{theirs.Count} +{gained} +0");
        File.ReadAllText(report).Should().Contain($"{gained} account{(gained == 1 ? "" : "s")} gained, 0 lost");
    }

    [Test]
    public void Run_CompareWithItself_FindsNoDifference()
    {
        using var bench = new ReplayBench();
        var differences = bench.PathOf("c.ndjson");
        var (exitCode, error) = bench.Run(
            bench.Capture, "--policy", bench.Strict, "--decisions", bench.PathOf("d"), "--compare", bench.Strict,
            "--compare-out", differences);
        exitCode.Should().Be(0);
        error.Should().Contain("strict (strict.yaml)", "two policies of one name are told apart");
        File.ReadAllText(differences).Should().BeEmpty();
    }

    private static Dictionary<string, string> WorstOf(List<JsonElement> decisions) => decisions
        .GroupBy(decision => decision.GetProperty("account").GetString()!)
        .ToDictionary(
            group => group.Key,
            group => group.Select(decision => decision.GetProperty("verdict").GetString()!)
                .MaxBy(word => Array.IndexOf(["restore", "observe", "throttle", "challenge", "suspend"], word))!);

    /// <summary>Time, pace and memory are of the machine.</summary>
    private static IEnumerable<string> Measureless(string[] lines) => lines.Where(line =>
        !line.Contains("Time taken", StringComparison.Ordinal) && !line.Contains("Pace", StringComparison.Ordinal)
        && !line.Contains("Peak memory", StringComparison.Ordinal));
}
