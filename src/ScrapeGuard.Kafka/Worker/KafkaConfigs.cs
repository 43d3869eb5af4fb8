using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// The settings of a worker's clients. What the user gives passes through; what the promises rest on is set over it.
/// </summary>
internal static class KafkaConfigs
{
    /// <summary>
    /// How long a dead worker's open transaction may hold back who reads committed records only.
    /// </summary>
    private const int TransactionMilliseconds = 10_000;

    /// <summary>How soon the group gives a dead worker's partitions to others.</summary>
    private const int SessionMilliseconds = 10_000;

    /// <summary>
    /// Partitions that keep together close an epoch within milliseconds of each other: so their closings go in one
    /// request, and who reads them has one to read. Nobody but other workers waits for them.
    /// </summary>
    private const int ClosingsLingerMilliseconds = 5;

    /// <summary>The shares of a limited memory that may wait in the clients.</summary>
    private const int ConsumerMemoryShare = 32;
    private const int ProducerMemoryShare = 16;

    /// <summary>What a fetch must be able to take: the largest record of a broker's defaults.</summary>
    private const int LeastFetchBytes = 1 << 20;

    private static readonly string[] OfConsumersOnly =
        ["group.", "session.", "heartbeat.", "max.poll", "partition.assignment", "fetch.", "auto.offset", "isolation."];

    private static readonly string[] OfProducersOnly =
        ["linger.", "batch.", "compression.", "acks", "transaction", "message.timeout", "delivery."];

    /// <summary>The consumer of the group.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="memoryLimit">Limit of the process's memory; null: none.</param>
    public static ConsumerConfig Group(KafkaOptions options, long? memoryLimit)
    {
        var config = new ConsumerConfig(Without(options, OfProducersOnly))
        {
            BootstrapServers = options.BootstrapServers,
            GroupId = options.GroupId,
            IsolationLevel = IsolationLevel.ReadCommitted,
        };
        ReaderDefaults.Apply(config);
        config.PartitionAssignmentStrategy ??= PartitionAssignmentStrategy.CooperativeSticky;
        config.SessionTimeoutMs ??= SessionMilliseconds;
        config.AutoOffsetReset ??= AutoOffsetReset.Earliest;
        Limit(config, memoryLimit);
        return config;
    }

    /// <summary>A consumer that is told what to read.</summary>
    public static ConsumerConfig Assigned(KafkaOptions options, IsolationLevel isolation, long? memoryLimit)
    {
        var config = new ConsumerConfig(Without(options, [.. OfProducersOnly, "group.instance.id"]))
        {
            BootstrapServers = options.BootstrapServers,
            GroupId = options.GroupId,
            IsolationLevel = isolation,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,

            // Nobody is to wait for more when the end is reached.
            FetchWaitMaxMs = 20,
            AutoOffsetReset = AutoOffsetReset.Earliest,
        };
        Limit(config, memoryLimit);
        return config;
    }

    /// <summary>The producer of state and profiles.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="memoryLimit">Limit of the process's memory; null: none.</param>
    public static ProducerConfig Side(KafkaOptions options, long? memoryLimit)
    {
        var config = Producer(options);
        config.LingerMs = ClosingsLingerMilliseconds;
        if (memoryLimit is { } limit)
        {
            config.QueueBufferingMaxKbytes ??= (int)Math.Min(limit / ProducerMemoryShare / 1_024, int.MaxValue);
        }

        return config;
    }

    /// <summary>The producer of decisions.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="delivery">With transactions or without.</param>
    /// <param name="owner">The worker's name of its own, for a transactional id if none is given.</param>
    public static ProducerConfig Decisions(KafkaOptions options, DeliveryGuarantee delivery, string owner)
    {
        var config = Producer(options);
        config.LingerMs = 1;
        if (delivery == DeliveryGuarantee.ExactlyOnce)
        {
            // A static member that comes back ends its own open transaction at once.
            options.Properties.TryGetValue("group.instance.id", out var instance);
            config.TransactionalId ??= $"{options.GroupId}-{instance ?? owner}";
            config.TransactionTimeoutMs ??= TransactionMilliseconds;
        }

        return config;
    }

    private static void Limit(ConsumerConfig config, long? memoryLimit)
    {
        if (memoryLimit is { } limit)
        {
            var share = (int)Math.Min(limit / ConsumerMemoryShare, int.MaxValue);
            config.QueuedMaxMessagesKbytes ??= share / 1_024;
            config.FetchMaxBytes ??= Math.Max(share / 2, LeastFetchBytes);
            config.MessageMaxBytes ??= LeastFetchBytes;
        }
    }

    private static ProducerConfig Producer(KafkaOptions options)
    {
        var config = new ProducerConfig(Without(options, OfConsumersOnly))
        {
            BootstrapServers = options.BootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
        };
        config.CompressionType ??= CompressionType.Lz4;
        return config;
    }

    /// <summary>The user's properties without those of the other kind of client, which would only warn.</summary>
    private static Dictionary<string, string> Without(KafkaOptions options, string[] prefixes) =>
        options.Properties
            .Where(property => !prefixes.Any(prefix => property.Key.StartsWith(prefix, StringComparison.Ordinal)))
            .ToDictionary();
}
