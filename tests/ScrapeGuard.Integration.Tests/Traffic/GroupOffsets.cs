using Confluent.Kafka;
using ScrapeGuard.Integration.Tests.Workers;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Integration.Tests.Traffic;

/// <summary>What a group has committed of one topic, asked from outside the group.</summary>
internal sealed class GroupOffsets : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IConsumer<byte[], byte[]> _outsider;
    private readonly List<TopicPartition> _partitions;

    public GroupOffsets(string servers, string group, string topic, int partitions)
    {
        _partitions = [.. Enumerable.Range(0, partitions).Select(partition => new TopicPartition(topic, partition))];
        var asks = new ConsumerConfig { BootstrapServers = servers, GroupId = group };
        _outsider = new ConsumerBuilder<byte[], byte[]>(asks).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>
    /// The sum over the partitions. While brokers restart, the group's coordinator moves and the client may ask the
    /// one that was: it asks again.
    /// </summary>
    public long Sum()
    {
        long? sum = null;
        var refusal = "";
        Wait.Until(
            () => (sum = TrySum(out refusal)) is not null, () => $"nobody tells what is committed: {refusal}");
        return sum!.Value;
    }

    /// <summary>Each partition's committed offset, and where the partition ends.</summary>
    public override string ToString() => string.Join(", ", _partitions.Select(partition =>
    {
        var committed = _outsider.Committed([partition], Patience).Single().Offset.Value;
        var end = LeaderMarks.EndOf(_outsider, partition, Patience);
        return $"{partition.Partition.Value}: {committed} of {end}";
    }));

    public void Dispose() => _outsider.Dispose();

    private long? TrySum(out string refusal)
    {
        try
        {
            refusal = "";
            return _outsider.Committed(_partitions, Patience).Sum(committed => Math.Max(0, committed.Offset.Value));
        }
        catch (KafkaException exception)
        {
            refusal = exception.Error.Reason;
            return null;
        }
    }
}
