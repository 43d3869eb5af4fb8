using System.Globalization;
using System.Text;
using Confluent.Kafka;
using ScrapeGuard.Integration.Tests.Traffic;

namespace ScrapeGuard.Integration.Tests.Faults;

/// <summary>Records that are no events, among those that are.</summary>
internal sealed class DeadLetterTests
{
    private const int LineLimit = 64 * 1_024;

    /// <summary>A key of which a copy, with the value as text, is more than a broker takes.</summary>
    private const int LongKey = 700_000;

    private static readonly (string Reason, byte[]? Key, byte[]? Value)[] Bad =
    [
        ("not a JSON object", "a"u8.ToArray(), "{\"time\":"u8.ToArray()),
        ("no account", "a"u8.ToArray(), "{\"time\":\"2026-01-05T00:00:00Z\",\"operation\":\"audio\"}"u8.ToArray()),
        ("not a JSON object", "a"u8.ToArray(), null),
        ("the line is over 64 KiB", "a"u8.ToArray(), Padded(LineLimit + 1_024)),
        ("account is empty, over 128 bytes or not UTF-8", "a"u8.ToArray(), NotUtf8()),
        ("not a JSON object", new byte[LongKey], new byte[LineLimit]),
    ];

    [Test]
    public void Worker_BadRecordsAmongEvents_WritesThemAsideAndDecidesAsReplay()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "dead-letters", capture: FaultCapture.Short);
        var moments = new Moments(scenario, seed: 20260113);
        var sent = new List<(string Reason, TopicPartitionOffset Place)>();
        using var producer = new ProducerBuilder<byte[]?, byte[]?>(
            new ProducerConfig { BootstrapServers = scenario.Cluster.Servers }).SetLogHandler((_, _) => { }).Build();
        scenario.Feed.Begin(perSecond: 1_000);
        var worker = scenario.StartMember("w1");
        for (var round = 0; round < 5; round++)
        {
            foreach (var (reason, key, value) in Bad)
            {
                var partition = new TopicPartition(scenario.Events, moments.Next(scenario.Partitions));
                var message = new Message<byte[]?, byte[]?> { Key = key, Value = value };
                var place = producer.ProduceAsync(partition, message).GetAwaiter().GetResult();
                sent.Add((reason, place.TopicPartitionOffset));
            }

            moments.AwaitWork(worker);
            worker.Kill();
            worker = scenario.StartMember("w1");
        }

        scenario.Others = sent.Count;
        scenario.FinishAndCompare(worker);
        using var letters = new TopicReading(scenario.Cluster.Servers, scenario.DeadLetterTopic);
        letters.ReadAll();
        letters.Records.Select(letter => (Header(letter, "reason"), new TopicPartitionOffset(
            Header(letter, "topic"), Number(letter, "partition"), Number(letter, "offset"))))
            .Should().BeEquivalentTo(sent, "each bad record has one letter");
    }

    private static byte[] Padded(int bytes) =>
        [.. "{\"time\":\"2026-01-05T00:00:00Z\",\"account\":\""u8, .. new byte[bytes]];

    private static byte[] NotUtf8() => Encoding.Latin1.GetBytes(
        "{\"time\":\"2026-01-05T00:00:00Z\",\"account\":\"\u00ff\u00fe\",\"operation\":\"audio\"}");

    private static string Header(ConsumeResult<byte[], byte[]> letter, string name) =>
        Encoding.UTF8.GetString(letter.Message.Headers.GetLastBytes(name));

    private static int Number(ConsumeResult<byte[], byte[]> letter, string name) =>
        int.Parse(Header(letter, name), CultureInfo.InvariantCulture);
}
