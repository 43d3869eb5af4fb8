using System.Security.Cryptography;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>What all parts of one session of a worker share.</summary>
internal sealed record WorkerContext(
    WorkerOptions Options, Policy Policy, DetectionModel? Model, WorkerMetrics Metrics, HealthBoard Health, ILogger Log,
    TimeProvider Time, Func<IStateStore?> NewStore)
{
    private const int OwnerBytes = 8;
    private static readonly TimeSpan MetadataTime = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The session's name in the topics. Two never have the same, as a process that is cloned or restarted would.
    /// </summary>
    public string Owner { get; } = RandomNumberGenerator.GetHexString(2 * OwnerBytes, lowercase: true);

    /// <summary>A consumer without handlers of rebalances.</summary>
    public IConsumer<TKey, TValue> Build<TKey, TValue>(ConsumerConfig config) =>
        new ConsumerBuilder<TKey, TValue>(config)
            .SetLogHandler((_, message) => Tell(message))
            .SetErrorHandler((_, error) => Tell(error))
            .Build();

    public IProducer<byte[], byte[]?> Build(ProducerConfig config) =>
        new ProducerBuilder<byte[], byte[]?>(config)
            .SetLogHandler((_, message) => Tell(message))
            .SetErrorHandler((_, error) => Tell(error))
            .Build();

    /// <summary>
    /// Has a producer ask for topics before the first record is for them. A record of a topic that is not known waits
    /// in the producer until it looks again, a second or two later; and so do a worker's first decisions.
    /// </summary>
    public void Meet(IProducer<byte[], byte[]?> producer, params ReadOnlySpan<string> topics)
    {
        using var admin = new DependentAdminClientBuilder(producer.Handle).Build();
        foreach (var topic in topics)
        {
            try
            {
                admin.GetMetadata(topic, MetadataTime);
            }
            catch (KafkaException exception)
            {
                // The producer goes on asking by itself.
                Tell(exception.Error);
                return;
            }
        }
    }

    /// <summary>What librdkafka says.</summary>
    public void Tell(LogMessage message) => WorkerLog.Library(Log, message.Facility, message.Message);

    /// <summary>What librdkafka cannot do for now; it goes on trying.</summary>
    public void Tell(Error error)
    {
        if (error.Code is ErrorCode.Local_AllBrokersDown)
        {
            Health.NotReady(HealthNames.Kafka, "no broker can be reached");
        }

        WorkerLog.LibraryError(Log, error.Code.ToString(), error.Reason);
    }
}
