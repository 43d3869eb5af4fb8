using System.IO.Compression;
using System.Text;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Cli.Tests.Commands;

/// <summary>Captures that are not what they should be, given to each command that reads captures.</summary>
[TestFixture("replay")]
[TestFixture("explain")]
[TestFixture("evaluate")]
public sealed class HostileInputTests(string command)
{
    private CommandTrial _trial = null!;

    [SetUp]
    public void Open() => _trial = new CommandTrial();

    [TearDown]
    public void Close() => _trial.Dispose();

    [Test]
    public void Run_MissingFile_IsAWrongArgument() =>
        Run("/nowhere/c.ndjson").Should().Match<CommandTrial.Ended>(ended =>
            ended.Code == ExitCode.WrongArguments && ended.Error == "/nowhere/c.ndjson: no such file\n");

    [Test]
    public void Run_Directory_IsAWrongArgument()
    {
        var ended = Run(_trial.Folder);

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().Equal($"{_trial.Folder}: is a directory, not a capture");
    }

    [Test]
    public void Run_EmptyFile_HasNoEvent()
    {
        var ended = Run(_trial.WriteBytes("empty", []));

        ended.Code.Should().Be(ExitCode.NoEvent);
        ended.Error.Should().Contain("the input had no event");
    }

    [Test]
    public void Run_BinaryGarbage_IsRefusedWithoutEchoingIt()
    {
        var garbage = new byte[100_000];
        new Random(7).NextBytes(garbage);

        var ended = Run(_trial.WriteBytes("garbage", garbage));

        ended.Code.Should().Be(ExitCode.WrongArguments);
        ended.ErrorLines.Should().ContainSingle().Which.Should().Contain("--format");
    }

    [Test]
    public void Run_BinaryGarbageOfANamedFormat_CountsMalformedLines()
    {
        var garbage = new byte[100_000];
        new Random(8).NextBytes(garbage);

        var ended = Run(_trial.WriteBytes("garbage", garbage), "--format", "ndjson");

        ended.Code.Should().Be(ExitCode.NoEvent);
        ended.Error.Should().Contain("malformed").And.Contain("not a JSON object").And.NotContain("\u001b");
    }

    [Test]
    public void Run_WrongFormatNamed_CountsMalformedLines()
    {
        var ended = Run(_trial.Write("c.ndjson", Many("anna")), "--format", "combined");

        ended.Code.Should().Be(ExitCode.NoEvent);
        ended.Error.Should().ContainEquivalentOf("100 malformed lines, read as combined");
    }

    [Test]
    public void Run_TruncatedGzip_JudgesWhatCameAndFails()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 20_000)
                .Select(i => EventLines.At(i, "anna", "audio", $"t{i * 7919}")))));
        }

        var ended = Run(_trial.WriteBytes("c.gz", packed.ToArray()[..(int)(packed.Length / 2)]));

        ended.Code.Should().Be(ExitCode.Failed);
        ended.Error.Should().Contain("truncated or corrupt");
    }

    [Test]
    public void Run_MalformedLinesAmongGoodOnes_AreCountedAndLeftOut()
    {
        var lines = Many("anna").Append("{\"account\":\"anna\"}").Append("]").Append("").Append("{\"time\":\"x\"}");

        var ended = Run(_trial.Write("c.ndjson", lines));

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        ended.Error.Should().Contain("3 malformed").And.Contain("c.ndjson:101: ");
    }

    [Test]
    public void Run_LongLine_IsCountedAndLeftOut()
    {
        var filler = new string('x', 64 * 1024);
        var ended = Run(_trial.Write("c.ndjson", Many("anna").Append($"{{\"x\":\"{filler}\"}}").Append(
            EventLines.At(200, "anna"))));

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        ended.Error.Should().Contain("1 malformed").And.Contain("over 64 KiB");
    }

    [Test]
    public void Run_BrokenClocksAmongGoodOnes_DoNotMoveTheStream()
    {
        var lines = Many("anna").ToList();
        lines.Insert(0, EventLines.At(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), "anna", "audio", "t"));
        lines.Insert(50, EventLines.At(DateTimeOffset.UnixEpoch, "anna", "audio", "t"));

        var ended = Run(_trial.Write("c.ndjson", lines));

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        ended.Out.Should().NotContain("2100").And.NotContain("1970");
    }

    [Test]
    public void Run_ManyEventsOfOneAccount_AreJudged()
    {
        var lines = Enumerable.Range(0, 50_000)
            .Select(i => EventLines.At(i * 0.01, "anna", "metadata", $"t{i % 20_000}"));

        var ended = Run(_trial.Write("c.ndjson", lines));

        ended.Code.Should().Be(ExitCode.Done, ended.Error);
        ended.Out.Should().Contain("suspend");
    }

    private static IEnumerable<string> Many(string account) =>
        Enumerable.Range(0, 100).Select(i => EventLines.At(i, account));

    private CommandTrial.Ended Run(params string[] arguments)
    {
        var truth = _trial.Write("truth.ndjson",
            """{"account":"anna","label":"person","kind":"listener","tracks":1,"audioTracks":1}""");
        string[] own = command switch
        {
            "explain" => ["--account", "anna"],
            "evaluate" => ["--truth", truth],
            _ => ["--decisions", _trial.PathOf("decisions.ndjson")],
        };
        var ended = _trial.Run([command, .. arguments, .. own]);
        return command == "replay" && ended.Code == ExitCode.Done
            ? ended with { Out = File.ReadAllText(_trial.PathOf("decisions.ndjson")) }
            : ended;
    }
}
