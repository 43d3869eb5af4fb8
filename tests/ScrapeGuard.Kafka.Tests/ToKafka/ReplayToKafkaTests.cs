using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Kafka.Tests.Brokers;

namespace ScrapeGuard.Kafka.Tests.ToKafka;

public sealed class ReplayToKafkaTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scrapeguard-to-kafka-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task Run_Capture_WritesEachEventAsItStands()
    {
        string[] lines = [.. Enumerable.Range(0, 5_000).Select(Line)];
        var capture = Write("capture", [.. lines[..100], "no event", .. lines[100..], "{}"]);

        var (code, error) = await RunAsync(
            "replay", capture, "--to-kafka", "--bootstrap-servers", RealBroker.Servers, "--topic", "to-kafka");

        code.Should().Be(ExitCode.Done, error);
        error.Should().Contain("5,000 of 5,000 events written to to-kafka").And.Contain("2 malformed lines");
        var records = TopicReading.All(RealBroker.Servers, "to-kafka");
        records.Select(record => record.Value).Order(StringComparer.Ordinal).Should()
            .Equal(lines.Order(StringComparer.Ordinal));
        records.Should().OnlyContain(record => record.Value.Contains($"\"account\":\"{record.Key}\""));
    }

    [Test]
    public async Task Run_SeveralMistakes_NamesEachInALine()
    {
        var (code, error) = await RunAsync(
            "replay", Write("capture", Line(0)), "--to-kafka", "--bootstrap-servers", "nowhere", "--pace", "fast",
            "--partitions", "0", "--kafka-property", "password", "--decisions", "d.ndjson");

        code.Should().Be(ExitCode.WrongArguments);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split([' ', ':'])[0]).Should()
            .BeEquivalentTo("--decisions", "--kafka-property", "--bootstrap-servers", "--partitions", "--pace");
    }

    [Test]
    public async Task Run_CapturesOfSeveralFormats_WritesEachEventInOrderOfTime()
    {
        var log = Write("log", "203.0.113.9 - ann [05/Jan/2026:00:00:03 +0000] \"GET /a HTTP/1.1\" 200 1 \"-\" \"x\"");
        var lines = Write("ndjson", Line(1), Line(2), Line(4));

        var (code, error) = await RunAsync("replay", log, lines, "--to-kafka", "--bootstrap-servers",
            RealBroker.Servers, "--topic", "to-kafka-formats", "--partitions", "1");

        code.Should().Be(ExitCode.Done, error);
        var records = TopicReading.All(RealBroker.Servers, "to-kafka-formats");
        records.Select(record => record.Key).Should().Equal("account-1", "account-2", "ann", "account-4");
        records[1].Value.Should().Be(Line(2));
        records[2].Value.Should().Be(
            """
            {"time":"2026-01-05T00:00:03.000Z","account":"ann","operation":"browse","status":200,"bytes":1,
            "ip":"203.0.113.9","client":"x","tracks":["/a"]}
            """.ReplaceLineEndings(""));
    }

    private static string Line(int i)
    {
        var time = $"2026-01-05T00:00:{i % 60:00}Z";
        return $$"""{"time":"{{time}}","account":"account-{{i % 40}}","operation":"audio","id":"{{i}}"}""";
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] args)
    {
        var error = new StringWriter();
        var context = new CommandContext
        {
            Out = new StringWriter(),
            Error = error,
            ErrorIsTerminal = false,
            Time = TimeProvider.System,
        };
        return (await CommandRoot.RunAsync(args, context, CancellationToken.None), error.ToString());
    }

    private string Write(string name, params string[] lines)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
