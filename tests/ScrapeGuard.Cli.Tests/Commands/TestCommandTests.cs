using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Tests.Policies;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class TestCommandTests
{
    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_CasesThatShip_HoldForTheDefaultPolicy()
    {
        var ended = _trial.Run("test", GoldenFile.InRepository("policies/cases.yaml"));

        ended.Code.Should().Be(ExitCode.Done, ended.Out + ended.Error);
        ended.Out.Should().EndWith("8 cases, 0 failed" + Environment.NewLine);
    }

    [Test]
    public void Run_ExpectationsThatFail_TellsWhatHappenedInstead()
    {
        var cases = _trial.Write(
            "c.yaml",
            """
            cases:
            - name: a downloader is left alone
              acts: [{account: loud, operation: audio, every: 5s, count: 500}]
              expect:
              - {account: loud, staysBelow: throttle}
              - {account: loud, reaches: suspend, withinTracks: 3}
              - {account: loud, reaches: suspend, because: rule.of-nobody}
            - name: a listener is stopped
              acts: [{account: calm, operation: audio, every: 5m, count: 5, plays: 3m}]
              expect:
              - {account: calm, reaches: observe}
              - {account: nobody, staysBelow: suspend}
            """);

        var ended = _trial.Run("test", cases);

        ended.Code.Should().Be(ExitCode.Failed);
        ended.Error.Should().BeEmpty();
        ended.Out.Should().Contain("failed a downloader is left alone")
            .And.MatchRegex("loud stays below throttle: came to [a-z]+ after [0-9msh]+ and [0-9]+ tracks, score 0")
            .And.Contain("loud reaches suspend within 3 tracks: came to suspend after ")
            .And.Contain("loud reaches suspend because of rule.of-nobody: came to suspend after ")
            .And.Contain("calm reaches observe: nothing was decided, its highest score was ")
            .And.Contain("nobody stays below suspend: no event is of this account")
            .And.Contain("2 cases, 2 failed");
    }

    [Test]
    public void Run_PolicyThatAllowsIt_JudgesByIt()
    {
        var policy = _trial.Write("p.yaml", "allowlist: [loud]");
        var cases = _trial.Write(
            "c.yaml",
            "cases: [{name: ours, acts: [{account: loud, operation: audio, every: 5s, count: 500}],",
            "  expect: [{account: loud, staysBelow: observe}]}]");

        _trial.Run("test", cases).Code.Should().Be(ExitCode.Failed);
        _trial.Run("test", cases, "--policy", policy).Code.Should().Be(ExitCode.Done);
    }

    [Test]
    public void Run_CaptureBesideTheCases_IsReadFromTheirFolder()
    {
        _trial.Write("traffic.ndjson", EventLines.Scraper("mallory", 2_000));
        var cases = _trial.Write(
            "c.yaml",
            "cases: [{name: real, captures: [traffic.ndjson], expect: [{account: mallory, reaches: suspend}]}]");

        _trial.Run("test", cases).Code.Should().Be(ExitCode.Done);
    }

    [Test]
    public void Run_WrongFiles_NamesEach()
    {
        var broken = _trial.Write("broken.yaml", "cases: [{name: a}]");
        var absent = _trial.Write(
            "absent.yaml", "cases: [{name: a, captures: [gone.ndjson], expect: [{account: b, reaches: observe}]}]");

        var ended = _trial.Run("test", broken, _trial.PathOf("none.yaml"));
        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.Error.Should().Contain("broken.yaml:1:9: cases[0]: it has no traffic").And.Contain("none.yaml");

        ended = _trial.Run("test", absent);
        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.Error.Should().Contain("gone.ndjson");
    }

    [Test]
    public void Validate_FileOfCases_IsChecked()
    {
        var good = _trial.Write(
            "good.yaml", "cases:", "- {name: a, captures: [b], expect: [{account: c, reaches: observe}]}");
        var bad = _trial.Write("bad.yaml", "cases:", "- {name: a}");

        _trial.Run("validate", good).Out.Should().Contain("ok, a file of cases");
        _trial.Run("validate", bad).Error.Should().Contain("bad.yaml:2:3");
    }
}
