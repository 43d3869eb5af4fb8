using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Topics;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>The brokers as an actioner sees them: how its clients are made, and where they tell of faults.</summary>
internal sealed class ActionerKafka(KafkaOptions options, HealthBoard health, ILogger log, TimeProvider time)
{
    /// <summary>Partitions of a topic that has to be made: decisions are few beside events.</summary>
    private const int DefaultPartitions = 6;

    /// <summary>When a record that was not confirmed is given up.</summary>
    public static readonly TimeSpan DeliveryTime = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan MetadataTime = TimeSpan.FromSeconds(2);

    public KafkaOptions Options => options;

    public TopicNames Topics => options.Topics;

    public HealthBoard Health => health;

    public ILogger Log => log;

    public TimeProvider Time => time;

    /// <summary>Makes the topics that are not there.</summary>
    /// <exception cref="KafkaException">The brokers cannot be reached, or refuse.</exception>
    public async Task EnsureTopicsAsync()
    {
        using var admin = BuildAdmin();
        var make = new TopicMaking(admin, log, time);
        await make.EnsureAsync(Topics.Decisions, DefaultPartitions, []);
        await make.EnsureAsync(Topics.Commands, partitions: 1, []);
        await make.EnsureAsync(Topics.SafeguardEvents, DefaultPartitions, []);
        await make.EnsureAsync(Topics.DeadLetter, partitions: 1, []);
    }

    /// <summary>Makes the topic of commands if it is not there.</summary>
    /// <exception cref="KafkaException">The brokers cannot be reached, or refuse.</exception>
    public async Task EnsureCommandsAsync()
    {
        using var admin = BuildAdmin();
        await new TopicMaking(admin, log, time).EnsureAsync(Topics.Commands, partitions: 1, []);
    }

    /// <summary>
    /// A producer that writes each record once and each key's in order, and gives one up that the brokers do not take
    /// in time: whoever wrote it writes it again.
    /// </summary>
    public IProducer<byte[], byte[]?> BuildProducer()
    {
        var config = KafkaConfigs.Side(options, memoryLimit: null);
        config.MessageTimeoutMs = (int)DeliveryTime.TotalMilliseconds;
        return new ProducerBuilder<byte[], byte[]?>(config)
            .SetLogHandler((_, message) => Tell(message))
            .SetErrorHandler((_, error) => Tell(error))
            .Build();
    }

    /// <summary>Whether a broker answers now.</summary>
    public bool Answers(Handle client, string topic)
    {
        try
        {
            using var admin = new DependentAdminClientBuilder(client).Build();
            var found = admin.GetMetadata(topic, MetadataTime).Topics;
            return found.TrueForAll(t => !t.Error.IsError && t.Partitions.TrueForAll(p => p.Leader >= 0));
        }
        catch (KafkaException)
        {
            return false;
        }
    }

    private IAdminClient BuildAdmin() =>
        new AdminClientBuilder(
            new AdminClientConfig(options.Properties.ToDictionary()) { BootstrapServers = options.BootstrapServers })
            .SetLogHandler((_, message) => Tell(message))
            .SetErrorHandler((_, error) => Tell(error))
            .Build();

    /// <summary>What librdkafka says.</summary>
    public void Tell(LogMessage message) => WorkerLog.Library(log, message.Facility, message.Message);

    /// <summary>What librdkafka cannot do for now; it goes on trying.</summary>
    public void Tell(Error error)
    {
        if (error.Code is ErrorCode.Local_AllBrokersDown)
        {
            health.NotReady(HealthNames.Kafka, "no broker can be reached");
        }

        WorkerLog.LibraryError(log, error.Code.ToString(), error.Reason);
    }
}
