using System.Text;
using ScrapeGuard.Cli.FromKafka;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Kafka.Tests.FromKafka;

public sealed class PartitionStreamTests
{
    private const int Partitions = 3;
    private const int Records = 3_000;

    [Test]
    public async Task Read_PartitionsInTurnsBySmallChunks_GivesEachRecordOnceInOrder()
    {
        var options = new KafkaOptions
        {
            BootstrapServers = RealBroker.Servers,
            Topics = new() { AccessEvents = "stream-turns" },
        };
        using (var writer = await TopicWriter.OpenAsync(options, Partitions))
        {
            for (var i = 0; i < Records; i++)
            {
                writer.TryWrite(Bytes($"{i % 97}"), Bytes($"record {i}"), CancellationToken.None).Should().BeTrue();
            }

            writer.Finish(CancellationToken.None).Should().BeTrue();
        }

        using var reader = new TopicReader(
            options, "stream-turns", 1 << 10, TimeProvider.System, CancellationToken.None);
        var range = TopicRange.Parse("stream-turns", out _)!;
        PartitionSpan[] spans = [.. reader.Partitions()!.Select(partition => reader.SpanOf(range, partition))];
        var texts = TakeTurns([.. spans.Select(span => new PartitionStream(reader, span, chunkBytes: 4 << 10))]);

        spans.Sum(span => span.To - span.From).Should().Be(Records);
        texts.Should().OnlyContain(text => text.StartsWith('\n'));
        var numbers = texts.Select(text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => int.Parse(line["record ".Length..])).ToList()).ToList();
        numbers.Should().OnlyContain(ofPartition => ofPartition.SequenceEqual(ofPartition.Order()));
        numbers.SelectMany(ofPartition => ofPartition).Order().Should().Equal(Enumerable.Range(0, Records));
    }

    /// <summary>Reads a piece of each in turn, until all are at their end.</summary>
    private static string[] TakeTurns(PartitionStream[] streams)
    {
        var texts = streams.Select(_ => new MemoryStream()).ToArray();
        var piece = new byte[3_000];
        var open = true;
        while (open)
        {
            open = false;
            for (var i = 0; i < streams.Length; i++)
            {
                var read = streams[i].Read(piece);
                texts[i].Write(piece, 0, read);
                open |= read > 0;
            }
        }

        return [.. texts.Select(text => Encoding.UTF8.GetString(text.ToArray()))];
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
