using System.Text;
using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Integration.Tests.Traffic;

/// <summary>Reads the committed records of a topic from its beginning on.</summary>
internal sealed class TopicReading : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _servers;
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly Dictionary<TopicPartition, long> _ends = [];

    public TopicReading(string servers, string topic)
    {
        _servers = servers;
        _consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = "reading",
            EnableAutoCommit = false,
            EnablePartitionEof = true,
            IsolationLevel = IsolationLevel.ReadCommitted,
        }).SetLogHandler((_, _) => { }).Build();
        foreach (var partition in PartitionsOf(servers, topic))
        {
            _ends[new TopicPartition(topic, partition)] = -1;
        }

        _consumer.Assign(_ends.Keys.Select(partition => new TopicPartitionOffset(partition, Offset.Beginning)));
    }

    /// <summary>What has been read, each partition's in order.</summary>
    public List<string> Values { get; } = [];

    /// <summary>The records themselves.</summary>
    public List<ConsumeResult<byte[], byte[]>> Records { get; } = [];

    /// <summary>Reads what is there.</summary>
    public List<string> ReadOn()
    {
        while (_consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } record)
        {
            Take(record);
        }

        return Values;
    }

    /// <summary>
    /// Reads to where each partition ends now, whatever its records are: transactions that dead workers left open have
    /// to be over by then.
    /// </summary>
    public List<string> ReadAll()
    {
        var goals = _ends.Keys.ToDictionary(partition => partition, EndOf);
        var started = TimeProvider.System.GetTimestamp();
        while (goals.Any(goal => _ends[goal.Key] < goal.Value))
        {
            TimeProvider.System.GetElapsedTime(started).Should().BeLessThan(Patience, "the topic has an end");
            if (_consumer.Consume(TimeSpan.FromMilliseconds(100)) is { } record)
            {
                Take(record);
            }
        }

        return Values;
    }

    public void Dispose() => _consumer.Dispose();

    private void Take(ConsumeResult<byte[], byte[]> record)
    {
        if (record.IsPartitionEOF)
        {
            _ends[record.TopicPartition] = record.Offset.Value;
        }
        else
        {
            Records.Add(record);
            Values.Add(Encoding.UTF8.GetString(record.Message.Value));
        }
    }

    private static List<int> PartitionsOf(string servers, string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = servers })
            .SetLogHandler((_, _) => { }).Build();
        return admin.GetMetadata(topic, Patience).Topics.Single().Partitions.ConvertAll(p => p.PartitionId);
    }

    /// <summary>Where the last record of any kind stands, committed or not.</summary>
    private long EndOf(TopicPartition partition)
    {
        using var reader = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = _servers,
            GroupId = "reading",
            IsolationLevel = IsolationLevel.ReadUncommitted,
        }).SetLogHandler((_, _) => { }).Build();
        return LeaderMarks.EndOf(reader, partition, Patience);
    }
}
