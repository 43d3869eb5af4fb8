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
        var make = new TopicMaking(admin, context.Log, context.Time);
        var partitions = await make.EnsureAsync(topics.AccessEvents, DefaultPartitions, []);
        await make.EnsureAsync(topics.Decisions, partitions, []);
        await make.EnsureAsync(topics.DeadLetter, partitions: 1, []);
        var state = await make.EnsureAsync(topics.State, partitions, Compacted);
        var profiles = await make.EnsureAsync(topics.Profiles, partitions: 1, Compacted);
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
