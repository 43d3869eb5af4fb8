using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Cli.Tests.Commands;

namespace ScrapeGuard.Cli.Tests.Actioning;

public sealed class OperatorCommandsTests
{
    private static readonly string[] Kafka = ["--bootstrap-servers", "a:1"];

    // "|" stands between lines.
    [TestCase("restore --why x", "needs one of --account, --cohort, --campaign, --all")]
    [TestCase("restore --all --account a --why x", "--account and --all: only one may be given")]
    [TestCase("restore --account a --since 2026-01-01T00:00:00Z --why x",
        "--since: goes only with --cohort, --campaign and --all")]
    [TestCase("restore --all --since monday --why x",
        "--since 'monday': must be a time such as 2026-01-05T00:00:00Z")]
    [TestCase("restore --all", "--why: is missing")]
    [TestCase("approve --why x", "needs one of --account, --effect, --cohort, --campaign, --all")]
    [TestCase("allow a --for ever --why x", "--for 'ever': must be a time such as 12h or 30d, at most 3650d")]
    [TestCase("allow --why x", "allow: needs ACCOUNT")]
    [TestCase("suspend --why x", "suspend: needs ACCOUNT")]
    [TestCase("suspend a", "--why: is missing")]
    [TestCase("suspend a --why x --role a\tb", "--role 'a\\u{9}b': must be 1 to 128 bytes on one line")]
    [TestCase("throttle a --for 1h --until 2026-01-05T00:00:00Z --why x", "--until and --for: only one may be given")]
    [TestCase("challenge a --for 0s --why x", "--for '0s': must be a time such as 12h or 30d, at most 3650d")]
    [TestCase("takedown --why x", "takedown: needs CAMPAIGN")]
    [TestCase("release --why x", "release: needs CAMPAIGN")]
    [TestCase("cases note --why x", "needs one of --account and --campaign")]
    [TestCase("cases list --max 0 --state s", "--max '0': must be 1 to 1000")]
    [TestCase("audit verify --state s --expect 12", "--expect '12': must be 64 hexadecimal digits")]
    public void Run_WrongArguments_NamesEach(string line, string expected)
    {
        using var trial = new CommandTrial();
        var words = line.Split(' ');
        var ended = trial.Run(words[0] is "audit" || words is ["cases", "list", ..] ? words : [.. words, .. Kafka]);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        foreach (var mistake in expected.Split('|'))
        {
            ended.ErrorLines.Should().Contain(shown => shown.StartsWith(mistake, StringComparison.Ordinal));
        }
    }

    [Test]
    public void Run_NoJournalThere_Fails()
    {
        using var trial = new CommandTrial();

        trial.Run("audit", "verify", "--state", trial.PathOf("none")).Code.Should().Be(ExitCode.Failed);
    }

    [TestCase("approve")]
    [TestCase("reject")]
    [TestCase("restore")]
    [TestCase("allow")]
    [TestCase("throttle")]
    [TestCase("challenge")]
    [TestCase("suspend")]
    [TestCase("takedown")]
    [TestCase("release")]
    [TestCase("disallow")]
    [TestCase("kill-switch on")]
    [TestCase("cases show")]
    [TestCase("audit verify")]
    public void Run_Help_SaysWhatItDoes(string command)
    {
        using var trial = new CommandTrial();

        var ended = trial.Run([.. command.Split(' '), "--help"]);

        ended.Code.Should().Be(ExitCode.Done);
        ended.Out.Should().Contain("Options:").And.Contain("--settings");
    }
}
