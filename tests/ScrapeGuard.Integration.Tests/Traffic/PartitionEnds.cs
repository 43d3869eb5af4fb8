using Confluent.Kafka;
using ScrapeGuard.Integration.Tests.Workers;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Integration.Tests.Traffic;

/// <summary>Where the partitions of a topic end.</summary>
internal static class PartitionEnds
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What each partition holds, asked again until two answers agree that are a second apart.</summary>
    /// <param name="servers"><c>host:port,...</c>, some of which may be away for a time.</param>
    /// <param name="topic">A topic of whose records none was removed.</param>
    /// <param name="partitions">How many it has.</param>
    public static long[] AtRest(string servers, string topic, int partitions)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = $"{topic}-ends",
        }).SetLogHandler((_, _) => { }).Build();
        var ends = Array.Empty<long>();
        Wait.Until(
            () =>
            {
                var before = ends;
                ends = Ask(consumer, topic, partitions);
                Task.Delay(TimeSpan.FromSeconds(1)).Wait();
                return ends.Length > 0 && ends.SequenceEqual(before);
            },
            () => $"all partitions of {topic} are to say where they end");
        return ends;
    }

    private static long[] Ask(IConsumer<Ignore, Ignore> consumer, string topic, int partitions)
    {
        try
        {
            return
            [
                .. Enumerable.Range(0, partitions)
                    .Select(one => LeaderMarks.EndOf(consumer, new TopicPartition(topic, one), Patience)),
            ];
        }
        catch (KafkaException)
        {
            return [];
        }
    }
}
