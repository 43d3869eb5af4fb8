using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Topics;

/// <summary>What partitions a topic has, by a client that is there already.</summary>
internal static class TopicPartitions
{
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(5);

    /// <summary>The partitions; none: there is no such topic, or nobody may know of it.</summary>
    /// <exception cref="KafkaException">No broker has answered in time.</exception>
    public static IReadOnlyList<int> Of(IClient client, string topic)
    {
        using var admin = new DependentAdminClientBuilder(client.Handle).Build();
        var found = admin.GetMetadata(topic, AskTime).Topics.Single();
        return found.Error.IsError ? [] : found.Partitions.ConvertAll(partition => partition.PartitionId);
    }
}
