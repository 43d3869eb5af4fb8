using System.Text;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class DemoCommandTests
{
    private static readonly string[] Small =
        ["demo", "--people", "30", "--days", "0.5", "--scrapers", "loud-audio,loud-metadata"];

    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_Small_ShowsDecisionsThenTheTable()
    {
        var ended = _trial.Run(Small);

        ended.Code.Should().Be(ExitCode.Done);
        var decision = ended.Out.IndexOf("suspend    ", StringComparison.Ordinal);
        var table = ended.Out.IndexOf("accounts       suspended", StringComparison.Ordinal);
        decision.Should().BeGreaterThan(0).And.BeLessThan(table);
        ended.Out.Should().Contain("ahead of the fastest listening").And.Contain("1 (100%)");
    }

    [Test]
    public void Run_Small_CarriesOutWhatItDecides()
    {
        var ended = _trial.Run(Small);

        var lines = ended.Out.Split(Environment.NewLine);
        lines.Should().Contain(line => line.Contains("  in force   ") && line.EndsWith("  suspended"));
        lines.Should().Contain(line => line.StartsWith("carried out ") && line.Contains("prevented"));
        ended.Out.Should().MatchRegex(@"loud-audio +1 +1 +1 ").And.MatchRegex(@"loud-metadata +1 +1 +1 ");
        ended.Out.Should().MatchRegex(@"Carried out: .*2 suspensions, .*; 0 twice; ")
            .And.MatchRegex(@"Told: \d+ safeguard events .*effect\.done \d+")
            .And.MatchRegex(@"Audit: \d+ entries, unbroken");
    }

    [Test]
    public void Run_Twice_ShowsTheSame() => _trial.Run(Small).Out.Should().Be(_trial.Run(Small).Out);

    [Test]
    public void Run_JournalKept_CanBeLookedAt()
    {
        var folder = _trial.PathOf("kept");

        var ended = _trial.Run([.. Small, "--journal", folder]);
        var verified = _trial.Run("audit", "verify", "--state", folder);

        verified.Code.Should().Be(ExitCode.Done, verified.Error);
        var entries = verified.Out.Split(' ')[0];
        ended.Out.Should().Contain($"Audit: {int.Parse(entries):N0} entries, unbroken");
        _trial.Run([.. Small, "--journal", folder]).ErrorLines.Should().Equal(
            $"--journal '{folder}': has a journal already");
    }

    [Test]
    public void Run_Pipe_HasNoProgress()
    {
        var ended = _trial.Run(Small);

        ended.ErrorLines.Should().HaveCount(2);
        ended.ErrorLines[0].Should().Be("30 people, and scrapers among them; 0.5 days from 2026-01-05 00:00:00 UTC");
        ended.ErrorLines[1].Should().MatchRegex("^console: http://127[.]0[.]0[.]1:[0-9]+/#sign-in=[^ ]+ ");
    }

    [Test]
    public void Run_NoConsole_OpensNone()
    {
        var ended = _trial.Run([.. Small, "--no-console"]);

        ended.ErrorLines.Should().ContainSingle();
        ended.Out.Should().Be(_trial.Run(Small).Out, "who looks on changes nothing");
    }

    [TestCase("http://0.0.0.0:0")]
    [TestCase("http://*:0")]
    public void Run_ConsoleOpenToOthersWithoutKeys_IsRefusedNamingTheSettings(string urls)
    {
        var ended = _trial.Run([.. Small, "--urls", urls]);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().ContainSingle().Which.Should().Contain(urls).And.Contain("Console:Keys");
    }

    [Test]
    public void Run_Terminal_ClearsItsProgressLine()
    {
        var ended = _trial.Run(Small, CancellationToken.None, isTerminal: true);

        ended.Error.Should().Contain(" %").And.MatchRegex("\r +\r$");
    }

    [Test]
    public void Run_StoppedAtTheFirstDecision_ShowsTheTableSoFar()
    {
        using var stop = new CancellationTokenSource();
        var output = new StoppingWriter("suspend", stop);

        var ended = _trial.Run(Small, stop.Token, output);

        ended.Code.Should().Be(ExitCode.Done);
        ended.Out.Should().Contain("accounts       suspended").And.Contain("Time to detect");
        ended.Out.Split("suspend    ").Should().HaveCount(2, "nothing is judged after the request to stop");
    }

    /// <summary>Asks to stop when a word is written, as a person would who has seen enough.</summary>
    private sealed class StoppingWriter(string word, CancellationTokenSource stop) : StringWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(word, StringComparison.Ordinal) == true)
            {
                stop.Cancel();
            }
        }
    }
}
