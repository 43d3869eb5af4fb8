using System.Text;
using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Tests.Brokers;

/// <summary>Reads a topic from its beginning to where it ends now.</summary>
internal static class TopicReading
{
    public sealed record Record(string Key, string Value, int Partition);

    public static List<Record> All(string servers, string topic)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = "reading",
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnablePartitionEof = true,
        };
        using var consumer = new ConsumerBuilder<byte[], byte[]>(config).SetLogHandler((_, _) => { }).Build();
        var partitions = PartitionsOf(servers, topic);
        consumer.Assign(Enumerable.Range(0, partitions)
            .Select(partition => new TopicPartitionOffset(topic, partition, Offset.Beginning)));
        var records = new List<Record>();
        for (var ended = 0; ended < partitions;)
        {
            var result = consumer.Consume(TimeSpan.FromSeconds(30));
            result.Should().NotBeNull("the topic is to be read to its end");
            if (result.IsPartitionEOF)
            {
                ended++;
                continue;
            }

            var (key, value) = (result.Message.Key, result.Message.Value);
            records.Add(new Record(Encoding.UTF8.GetString(key), Encoding.UTF8.GetString(value), result.Partition));
        }

        return records;
    }

    public static int PartitionsOf(string servers, string topic)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = servers })
            .SetLogHandler((_, _) => { }).Build();
        return admin.GetMetadata(topic, TimeSpan.FromSeconds(30)).Topics.Single().Partitions.Count;
    }
}
