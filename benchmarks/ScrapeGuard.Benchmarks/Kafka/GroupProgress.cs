using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Benchmarks.Kafka;

/// <summary>How far a consumer group has come in a topic, as the broker tells it to anyone.</summary>
internal sealed class GroupProgress : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly Dictionary<TopicPartition, long> _ends;

    /// <param name="servers"><c>host:port</c></param>
    /// <param name="group">The group.</param>
    /// <param name="topic">The topic, to which nobody writes any more.</param>
    public GroupProgress(string servers, string group, string topic)
    {
        var config = new ConsumerConfig { BootstrapServers = servers, GroupId = group };
        _consumer = new ConsumerBuilder<Ignore, Ignore>(config).SetLogHandler((_, _) => { }).Build();
        _ends = Enumerable.Range(0, BenchmarkTopic.Partitions)
            .Select(partition => new TopicPartition(topic, partition))
            .ToDictionary(
                partition => partition, partition => LeaderMarks.EndOf(_consumer, partition, Patience));
    }

    /// <summary>Records of the topic.</summary>
    public long Records => _ends.Values.Sum();

    /// <summary>Whether the group has committed the end of every partition.</summary>
    public bool IsDone() =>
        _consumer.Committed(_ends.Keys, Patience).TrueForAll(at => at.Offset.Value == _ends[at.TopicPartition]);

    public void Dispose() => _consumer.Dispose();
}
