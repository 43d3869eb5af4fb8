using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class SimulateCommandTests
{
    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_SameSeed_GivesTheSameBytes()
    {
        var first = Simulate("a", "--people", "20", "--days", "0.5", "--seed", "7");
        var same = Simulate("b", "--people", "20", "--days", "0.5", "--seed", "7");
        var other = Simulate("c", "--people", "20", "--days", "0.5", "--seed", "8");

        same.Should().Be(first);
        other.Should().NotBe(first);
    }

    [Test]
    public void Run_Options_Hold()
    {
        var lines = Simulate("a", "--people", "20", "--start", "2030-02-03T04:00:00Z", "--max-events", "50",
            "--scrapers", "loud-audio:2", "--tracks", "1000").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var truth = File.ReadAllLines(_trial.PathOf("a.truth"));

        lines.Should().HaveCount(50);
        lines[0].Should().Contain("\"2030-02-03T04:");
        truth.Should().HaveCount(22);
        truth.Where(line => line.Contains("loud-audio")).Should().HaveCount(2);
    }

    [TestCase("--no-scrapers")]
    [TestCase("--scrapers=none")]
    public void Run_WithoutScrapers_HasPeopleOnly(string option)
    {
        Simulate("a", "--people", "20", "--days", "0.1", option);

        File.ReadAllText(_trial.PathOf("a.truth")).Should().NotContain("\"scraper\"");
    }

    [Test]
    public void Run_Accounts_GivesTrafficForBenchmarks()
    {
        var capture = Simulate("a", "--accounts", "10", "--max-events", "100");

        capture.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(100);
        File.ReadAllLines(_trial.PathOf("a.truth")).Should().HaveCount(10);
    }

    [Test]
    public void Run_UnwritableOutput_FailsAndLeavesNothing()
    {
        var ended = _trial.Run("simulate", "--out", _trial.PathOf("no/such/folder/c"), "--people", "1");

        ended.Code.Should().Be(ExitCode.Failed);
        ended.ErrorLines.Should().ContainSingle().Which.Should().StartWith("simulate: ");
        Directory.EnumerateFileSystemEntries(_trial.Folder).Should().BeEmpty();
    }

    [Test]
    public void Run_OutputIsADirectory_Fails()
    {
        var ended = _trial.Run("simulate", "--out", _trial.Folder, "--people", "1", "--days", "0.1");

        ended.Code.Should().Be(ExitCode.Failed);
        ended.ErrorLines.Should().ContainSingle().Which.Should().StartWith("simulate: ");
    }

    [Test]
    public void Run_Stopped_LeavesNoFile()
    {
        var ended = _trial.Run(
            ["simulate", "--out", _trial.PathOf("c"), "--people", "5"], new CancellationToken(canceled: true));

        ended.Code.Should().Be(ExitCode.Failed);
        ended.ErrorLines.Should().Equal("simulate: stopped; no file was written");
        Directory.EnumerateFileSystemEntries(_trial.Folder).Should().BeEmpty();
    }

    private string Simulate(string name, params string[] options)
    {
        string[] files = ["--out", _trial.PathOf(name), "--truth", _trial.PathOf(name + ".truth")];
        var ended = _trial.Run(["simulate", .. files, .. options]);
        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        return File.ReadAllText(_trial.PathOf(name));
    }
}
