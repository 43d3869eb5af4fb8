using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

public sealed class WrongArgumentsTests
{
    private static readonly string TooLong = new('ä', 65);

    // "|" stands between words, and between lines.
    private static readonly TestCaseData[] Lines =
    [
        new("replay|--polcy|x", "--polcy 'x': is no option of replay; did you mean --policy?"),
        new("replay|--polcy=x|y", "--polcy 'x': is no option of replay; did you mean --policy?"),
        new("explain|x|--acount|bob", "--acount 'bob': is no option of explain; did you mean --account?"
            + "|--account: is missing"),
        new("simulate", "--out: is missing"),
        new("simulate|--out|x|--poeple|5", "--poeple '5': is no option of simulate; did you mean --people?"),
        new("simulate|--out|x|stray", "simulate 'stray': takes no such argument"),
        new("simulate|--out|x|--people|abc|--days",
            "--people 'abc': must be a whole number, at most 2147483647|--days: needs a value"),
        new("simulate|--out|x|--seed|-1", "--seed '-1': must be a whole number from 0"),
        new("simulate|--out|x|--days|soon", "--days 'soon': must be a number"),
        new("simulate|--out|x|--days|0|--people|-4|--tracks|5|--max-events|0|--start|1999-12-31T00:00:00Z",
            "--start '1999-12-31T00:00:00.0000000+00:00': must be from 2000 to 2100|--days '0': must be over 0, "
            + "at most 3650|--people '-4': must be 0 to 1000000|--tracks '5': must be 1000 to 20000000"
            + "|--max-events '0': must be at least 1"),
        new("simulate|--out|x|--scrapers|loud-adio,quiet-swarm:0",
            "--scrapers 'loud-adio': is no kind; did you mean loud-audio?"
            + "|--scrapers 'quiet-swarm:0': the accounts must be 1 to 100000"),
        new("simulate|--out|x|--truth|x", "--truth 'x': is the file of --out"),
        new("simulate|--out|x|--accounts|5|--people|4",
            "--people '4': can't stand beside --accounts, which is traffic without people and scrapers"),
        new("replay|x|--threads|2|--threads|3", "--threads '3': is given more than once"),
        new("replay|/nowhere/x|--threads|0", "--threads '0': must be 1 to 64|/nowhere/x: no such file"),
        new("replay|/nowhere/x|--format|zip",
            "--format 'zip': must be one of auto, ndjson, kcat, combined, csv|/nowhere/x: no such file"),
        new("replay|/nowhere/x|--policy|/nowhere/p|--model|/nowhere/m",
            "--policy '/nowhere/p': no such file|--model '/nowhere/m': no such file|/nowhere/x: no such file"),
        new("replay", "replay: needs CAPTURE or --from-kafka"),
        new("evaluate|/nowhere/x|--truth|/nowhere/t", "--truth '/nowhere/t': no such file|/nowhere/x: no such file"),
        new("demo|--duration|soon", "--duration 'soon': must be a time such as 30s or 2m, at most 24h"),
        new("model|evaluate|--data|/nowhere/t|--seeds|0",
            "--seeds '0': must be 1 to 10000|--data '/nowhere/t': no such file"),
        new("modle", "'modle': is no command; did you mean model?"),
        new("model|evalute", "'evalute': is no command; did you mean evaluate?"),
        new("--foo", "--foo: is no option"),
        new("explain|/nowhere/x|--account|", "--account '': must not be empty"),
        new("simulate|--out|", "--out '': must not be empty"),
        new("validate|", "FILE '': must not be empty"),
        new("test|", "CASES '': must not be empty"),
        new("replay|x|--threads|", "--threads '': must not be empty"),
        new("explain|x|--account|--threads|2", "--account: needs a value before --threads"),
        new("explain|/nowhere/x|--account|" + TooLong, $"--account '{TooLong}': must be 1 to 128 bytes"
            + "|/nowhere/x: no such file"),
        new("explain|/nowhere/\u001b[2J|--account|a", "/nowhere/\\u{1B}[2J: no such file"),
        new("explain|@nowhere|--account|@a", "@nowhere: no such file"),
    ];

    [TestCaseSource(nameof(Lines))]
    public void RunAsync_WrongWords_OneLineEachNamesOptionAndValue(string words, string expected)
    {
        using var trial = new CommandTrial();

        var ended = trial.Run(words.Split('|'));

        ended.ErrorLines.Should().Equal(expected.Split('|'));
        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.Out.Should().BeEmpty();
    }

    [Test]
    public void RunAsync_NoWords_NamesTheCommands()
    {
        using var trial = new CommandTrial();

        var ended = trial.Run();

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().ContainSingle().Which.Should()
            .StartWith("scrapeguard: needs a command: ").And.Contain("explain").And.Contain("evaluate");
    }

    [Test]
    public void RunAsync_FileNamedLikeAnOption_IsRead()
    {
        using var trial = new CommandTrial();
        var capture = trial.Write("--polcy", EventLines.At(0, "a"));
        var here = Directory.GetCurrentDirectory();
        var relative = Path.GetRelativePath(here, capture);

        var ended = trial.Run("explain", "--account", "a", "--", relative);

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
    }

    [Test]
    public void RunAsync_ThreadsOfAnotherRun_DoNotStayBehind()
    {
        using var trial = new CommandTrial();
        var capture = trial.Write("c.ndjson", EventLines.At(0, "a"));

        trial.Run("explain", capture, "--account", "a", "--threads", "99").Code.Should().Be(ExitCode.WrongArguments);
        trial.Run("explain", capture, "--account", "a").Code.Should().Be(ExitCode.Done);
    }
}
