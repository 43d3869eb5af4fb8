using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ScrapeGuard.Cli.Commands;

namespace ScrapeGuard.Kafka.Tests.FromKafka;

public sealed class ReplayFromKafkaTests
{
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(30);

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scrapeguard-from-kafka-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task Run_TopicOfSeveralPartitions_DecidesByteForByteAsTheCapture()
    {
        var servers = RealBroker.Servers;
        var (capture, expected) = (PathOf("c.ndjson"), PathOf("expected.ndjson"));
        await DoneAsync("simulate", "--out", capture, "--people", "120", "--days", "2", "--max-events", "40000");
        await DoneAsync("replay", capture, "--decisions", expected);
        await DoneAsync("replay", capture, "--to-kafka", "--bootstrap-servers", servers, "--topic", "from-all",
            "--partitions", "5");

        foreach (var run in (string[])["1", "4"])
        {
            await DoneAsync("replay", "--from-kafka", "from-all", "--bootstrap-servers", servers, "--decisions",
                PathOf(run), "--summary", PathOf("s" + run), "--threads", run, "--report", PathOf("r" + run));
            (await File.ReadAllBytesAsync(PathOf(run))).Should().NotBeEmpty()
                .And.Equal(await File.ReadAllBytesAsync(expected));
            Summary("s" + run).GetProperty("events").GetInt64().Should().Be(File.ReadLines(capture).LongCount());
        }
    }

    [TestCase("from-range/1:3..10", 7)]
    [TestCase("from-range/1:95..1000", 5)]
    [TestCase("from-range:..10", 20)]
    [TestCase("from-range:2026-01-05T00:00:50Z..", 100)]
    [TestCase("from-range:2026-01-05T00:00:10Z..2026-01-05T00:00:20Z", 20)]
    [TestCase("from-range:..2026-01-05T00:00:01Z", 2)]
    public async Task Run_Range_ReadsThatPart(string range, int events)
    {
        var servers = await MakeTopicAsync("from-range", 2, topic =>
        {
            for (var i = 0; i < 200; i++)
            {
                topic(i % 2, Line(i / 2), i / 2);
            }
        });

        await DoneAsync("replay", "--from-kafka", range, "--bootstrap-servers", servers, "--summary", PathOf("s"),
            "--decisions", PathOf("d"));

        Summary("s").GetProperty("events").GetInt64().Should().Be(events);
    }

    [Test]
    public async Task Run_RecordsThatAreNoEvents_AreToldByTheirOffset()
    {
        var servers = await MakeTopicAsync("from-malformed", 1, topic =>
        {
            topic(0, "\u001f\u008bx", 0);
            topic(0, Line(0), 0);
            topic(0, null, 0);
            topic(0, " ", 0);
            topic(0, "{\n  \"time\": \"2026-01-05T00:00:01Z\",\r\n \"account\":\"a\",\n \"operation\": \"play\"}\n", 0);
            topic(0, new string('x', 70_000), 0);
            topic(0, "{}", 0);
        });

        var (code, error) = await RunAsync("replay", "--from-kafka", "from-malformed", "--bootstrap-servers", servers,
            "--summary", PathOf("s"), "--decisions", PathOf("d"));

        code.Should().Be(ExitCode.Done, error);
        Summary("s").GetProperty("events").GetInt64().Should().Be(2);
        Summary("s").GetProperty("malformed").GetInt64().Should().Be(5);
        error.Split('\n').Where(line => line.StartsWith("from-malformed/", StringComparison.Ordinal))
            .Select(line => line.Split(':')[..2]).Select(parts => string.Join(':', parts)).Should().Equal(
                "from-malformed/0:0", "from-malformed/0:2", "from-malformed/0:3", "from-malformed/0:5",
                "from-malformed/0:6");
    }

    [Test]
    public async Task Run_Transactions_ReadsWhatWasCommittedAndEnds()
    {
        var servers = await MakeTopicAsync("from-transactions", 1, _ => { });
        var config = new ProducerConfig { BootstrapServers = servers, TransactionalId = "from-transactions" };
        using (var producer = new ProducerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, _) => { }).Build())
        {
            producer.InitTransactions(AskTime);
            foreach (var commits in (bool[])[true, false, true, false])
            {
                producer.BeginTransaction();
                await producer.ProduceAsync("from-transactions", new() { Value = Encoding.UTF8.GetBytes(Line(0)) });
                await producer.ProduceAsync("from-transactions", new() { Value = "no event"u8.ToArray() });
                if (commits)
                {
                    producer.CommitTransaction(AskTime);
                }
                else
                {
                    producer.AbortTransaction(AskTime);
                }
            }
        }

        var (code, error) = await RunAsync("replay", "--from-kafka", "from-transactions", "--bootstrap-servers",
            servers, "--summary", PathOf("s"), "--decisions", PathOf("d"));

        code.Should().Be(ExitCode.Done, error);
        Summary("s").GetProperty("events").GetInt64().Should().Be(2);
        error.Should().Contain("from-transactions/0:1: ").And.Contain("from-transactions/0:7: ");
    }

    [Test]
    public async Task Run_Topic_LeavesNoGroupBehind()
    {
        var servers = await MakeTopicAsync("from-group", 1, topic => topic(0, Line(0), 0));
        await DoneAsync("replay", "--from-kafka", "from-group", "--bootstrap-servers", servers, "--decisions",
            PathOf("d"));

        using var admin = Admin(servers);
        admin.ListGroups(AskTime).Should().NotContain(group => group.Group.StartsWith("scrapeguard"));
    }

    [TestCase("from-nowhere", ExitCode.WrongArguments, "there is no topic 'from-nowhere'")]
    [TestCase("from-few/2", ExitCode.WrongArguments, "the topic has no partition 2, only 0 to 1")]
    [TestCase("from-few/1", ExitCode.NoEvent, "there is no record in this range")]
    [TestCase("from-few:100..200", ExitCode.NoEvent, "there is no record in this range")]
    [TestCase("from-few:2100-01-01T00:00:00Z..", ExitCode.NoEvent, "there is no record in this range")]
    [TestCase("from-few:1..0", ExitCode.WrongArguments, "FROM must be before TO")]
    public async Task Run_WhatIsNotThere_SaysSo(string range, int expected, string reason)
    {
        var servers = await MakeTopicAsync("from-few", 2, topic => topic(0, Line(0), 0));

        var (code, error) = await RunAsync(
            "replay", "--from-kafka", range, "--bootstrap-servers", servers, "--decisions", PathOf("d"));

        code.Should().Be(expected, error);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle()
            .Which.Should().StartWith($"--from-kafka '{range}': {reason}");
        File.Exists(PathOf("d")).Should().BeFalse();
    }

    [Test]
    public async Task Run_NoBroker_FailsAfterAWhile()
    {
        if (Native.SystemLibrdkafka.Load() is { } missing)
        {
            Assert.Ignore(missing);
        }

        var (code, error) = await RunAsync("replay", "--from-kafka", "t", "--bootstrap-servers", "127.0.0.1:1");

        code.Should().Be(ExitCode.Failed);
        error.Should().StartWith("replay: 127.0.0.1:1: ");
    }

    [TestCase("--from-kafka", "t")]
    [TestCase("--to-kafka", null)]
    public async Task Run_PropertyThatIsNotTaken_IsToldWithoutItsValue(string option, string? topic)
    {
        if (Native.SystemLibrdkafka.Load() is { } missing)
        {
            Assert.Ignore(missing);
        }

        await File.WriteAllLinesAsync(PathOf("c"), [Line(0)]);
        var (code, error) = await RunAsync("replay", option, topic ?? PathOf("c"), "--bootstrap-servers",
            "127.0.0.1:1", "--kafka-property", "security.protocol=hunter2", "--kafka-property", "no.such=hunter2");

        code.Should().Be(ExitCode.WrongArguments);
        error.Should().Be("--kafka-property no.such: is no property of librdkafka\n--kafka-property security.protocol: "
            + "librdkafka does not take this value (it is not shown here)\n");
    }

    [Test]
    public async Task Run_WrongOptions_NamesEach()
    {
        var (code, error) = await RunAsync("replay", "c", "--from-kafka", "t:x", "--bootstrap-servers", "nowhere",
            "--topic", "u", "--pace", "2", "--format", "csv", "--kafka-property", "bootstrap.servers=x");

        code.Should().Be(ExitCode.WrongArguments);
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(
            "--from-kafka: goes without captures ('c')",
            "--topic: goes without --from-kafka",
            "--pace: goes without --from-kafka",
            "--bootstrap-servers 'nowhere': must be host:port, several with commas between",
            "--kafka-property 'bootstrap.servers': is set otherwise (Kafka:BootstrapServers, Kafka:GroupId)",
            $"--from-kafka 't:x': {Cli.FromKafka.TopicRange.Allowed}",
            "--format 'csv': goes without --from-kafka, whose records are JSON");
    }

    [Test]
    public async Task Run_NeitherCaptureNorTopic_IsRefused() =>
        (await RunAsync("replay")).Should().Be((ExitCode.WrongArguments, "replay: needs CAPTURE or --from-kafka\n"));

    private static string Line(int second) =>
        $$"""{"time":"2026-01-05T00:{{second / 60:00}}:{{second % 60:00}}Z","account":"a","operation":"audio"}""";

    /// <summary>
    /// Makes a topic and fills it, unless an earlier case has; gives back the broker's address. A record's time is so
    /// many seconds after the start of 2026-01-05.
    /// </summary>
    private static async Task<string> MakeTopicAsync(
        string topic, int partitions, Action<Action<int, string?, int>> fill)
    {
        var servers = RealBroker.Servers;
        using (var admin = Admin(servers))
        {
            if (admin.GetMetadata(AskTime).Topics.Exists(known => known.Topic == topic))
            {
                return servers;
            }

            await admin.CreateTopicsAsync(
                [new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = 1 }]);
        }

        using var producer = new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig { BootstrapServers = servers })
            .SetLogHandler((_, _) => { }).Build();
        var failures = new List<string>();
        fill((partition, value, second) => producer.Produce(
            new TopicPartition(topic, partition),
            new Message<byte[]?, byte[]?>
            {
                Value = value is null ? null : Encoding.Latin1.GetBytes(value),
                Timestamp = new Timestamp(new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).AddSeconds(second)),
            },
            report =>
            {
                if (report.Error.IsError)
                {
                    failures.Add(report.Error.Reason);
                }
            }));
        producer.Flush(AskTime).Should().Be(0);
        failures.Should().BeEmpty();
        return servers;
    }

    private static IAdminClient Admin(string servers) =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = servers })
            .SetLogHandler((_, _) => { }).Build();

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

    private static async Task DoneAsync(params string[] args)
    {
        var (code, error) = await RunAsync(args);
        code.Should().Be(ExitCode.Done, error);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private JsonElement Summary(string name) => JsonDocument.Parse(File.ReadAllText(PathOf(name))).RootElement;
}
