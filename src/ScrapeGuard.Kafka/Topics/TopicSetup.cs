using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Topics;

/// <summary>Makes the topics that a worker needs and are not there, and checks those that are.</summary>
internal static class TopicSetup
{
    /// <summary>Partitions of a topic of access events that has to be made.</summary>
    private const int DefaultPartitions = 6;

    private const string CleanupPolicy = "cleanup.policy";

    private static readonly TimeSpan AdminTime = TimeSpan.FromSeconds(30);

    /// <summary>Segments that are small enough to be cleaned while they are young.</summary>
    private static readonly Dictionary<string, string> Compacted = new()
    {
        [CleanupPolicy] = "compact",
        ["segment.bytes"] = $"{64 << 20}",
        ["min.cleanable.dirty.ratio"] = "0.3",
    };

    /// <summary>Sees to all topics.</summary>
    /// <returns>The number of partitions of the access events.</returns>
    /// <exception cref="WorkerFault">A topic is not as it must be; says which, and how.</exception>
    public static async Task<int> EnsureAsync(WorkerContext context)
    {
        var topics = context.Options.Kafka.Topics;
        var config = new AdminClientConfig(context.Options.Kafka.Properties.ToDictionary())
        {
            BootstrapServers = context.Options.Kafka.BootstrapServers,
        };
        using var admin = new AdminClientBuilder(config)
            .SetLogHandler((_, message) => context.Tell(message))
            .SetErrorHandler((_, error) => context.Tell(error))
            .Build();
        var partitions = await EnsureAsync(context, admin, topics.AccessEvents, DefaultPartitions, []);
        await EnsureAsync(context, admin, topics.Decisions, partitions, []);
        await EnsureAsync(context, admin, topics.DeadLetter, partitions: 1, []);
        var state = await EnsureAsync(context, admin, topics.State, partitions, Compacted);
        var profiles = await EnsureAsync(context, admin, topics.Profiles, partitions: 1, Compacted);
        Check(topics.State, state, partitions, "as many as the topic of access events");
        Check(topics.Profiles, profiles, 1, "for all workers must read its records in one order");
        await CheckCompactedAsync(admin, topics.State);
        await CheckCompactedAsync(admin, topics.Profiles);
        return partitions;
    }

    private static void Check(string topic, int partitions, int wanted, string why)
    {
        if (partitions != wanted)
        {
            throw new WorkerFault($"topic {topic} has {partitions} partitions; it must have {wanted}, {why}");
        }
    }

    private static async Task<int> EnsureAsync(
        WorkerContext context, IAdminClient admin, string topic, int partitions, Dictionary<string, string> settings)
    {
        if (PartitionsOf(admin, topic) is var present and > 0)
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
            WorkerLog.TopicMade(context.Log, topic, partitions);
        }
        catch (CreateTopicsException exception)
            when (exception.Results.All(result => result.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // Another worker was quicker.
        }

        // The metadata follows a moment later.
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (PartitionsOf(admin, topic) is var made and > 0)
            {
                return made;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), context.Time);
        }

        throw new WorkerFault($"topic {topic} was made, and the brokers do not name it");
    }

    private static int PartitionsOf(IAdminClient admin, string topic)
    {
        var found = admin.GetMetadata(topic, AdminTime).Topics.Find(t => t.Topic == topic);
        return found is null || found.Error.Code == ErrorCode.UnknownTopicOrPart ? 0
            : found.Error.IsError ? throw new KafkaException(found.Error)
            : found.Partitions.Count;
    }

    private static async Task CheckCompactedAsync(IAdminClient admin, string topic)
    {
        var resource = new ConfigResource { Type = ResourceType.Topic, Name = topic };
        var options = new DescribeConfigsOptions { RequestTimeout = AdminTime };
        var results = await admin.DescribeConfigsAsync([resource], options);
        var policy = results[0].Entries.TryGetValue(CleanupPolicy, out var entry) ? entry.Value : "";
        if (policy != "compact")
        {
            throw new WorkerFault($"topic {topic} has {CleanupPolicy}={policy}; it must be compact, or state is lost");
        }
    }
}
