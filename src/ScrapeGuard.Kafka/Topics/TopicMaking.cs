using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Topics;

/// <summary>Makes topics that are not there.</summary>
internal sealed class TopicMaking(IAdminClient admin, ILogger log, TimeProvider time)
{
    private const int MetadataAttempts = 100;
    private static readonly TimeSpan AdminTime = TimeSpan.FromSeconds(30);

    /// <summary>Makes a topic if it is not there.</summary>
    /// <param name="topic">Its name.</param>
    /// <param name="partitions">Partitions of one that has to be made.</param>
    /// <param name="settings">Settings of one that has to be made.</param>
    /// <returns>The number of partitions that it has.</returns>
    /// <exception cref="KafkaException">The brokers cannot be reached, or refuse.</exception>
    public async Task<int> EnsureAsync(string topic, int partitions, Dictionary<string, string> settings)
    {
        if (PartitionsOf(topic) is var present and > 0)
        {
            return present;
        }

        try
        {
            var wanted = new TopicSpecification
            {
                Name = topic,
                NumPartitions = partitions,
                ReplicationFactor = -1,
                Configs = settings,
            };
            await admin.CreateTopicsAsync([wanted], new CreateTopicsOptions { RequestTimeout = AdminTime });
            WorkerLog.TopicMade(log, topic, partitions);
        }
        catch (CreateTopicsException exception)
            when (exception.Results.All(result => result.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // Another process was quicker.
        }

        // The metadata follows a moment later.
        for (var attempt = 0; attempt < MetadataAttempts; attempt++)
        {
            if (PartitionsOf(topic) is var made and > 0)
            {
                return made;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time);
        }

        throw new WorkerFault($"topic {topic} was made, and the brokers do not name it");
    }

    private int PartitionsOf(string topic)
    {
        var found = admin.GetMetadata(topic, AdminTime).Topics.Find(t => t.Topic == topic);
        return found is null || found.Error.Code == ErrorCode.UnknownTopicOrPart ? 0
            : found.Error.IsError ? throw new KafkaException(found.Error)
            : found.Partitions.Count;
    }
}
