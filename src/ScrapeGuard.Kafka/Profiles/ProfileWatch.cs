using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Profiles;

/// <summary>Reading the profiles topic for who only looks at it: no group, nothing committed, no topic made.</summary>
internal static class ProfileWatch
{
    private const int QueuedKilobytes = 16 << 10;

    /// <summary>A consumer without partitions yet: see <see cref="FromBeginning"/>.</summary>
    public static IConsumer<byte[], byte[]?> Open(KafkaOptions options, ILogger log)
    {
        // Closings and checkpoints are not in the workers' transactions.
        var config = KafkaConfigs.Assigned(options, IsolationLevel.ReadUncommitted, memoryLimit: null);
        config.AllowAutoCreateTopics = false;
        config.QueuedMaxMessagesKbytes = QueuedKilobytes;
        return new ConsumerBuilder<byte[], byte[]?>(config)
            .SetLogHandler((_, message) => WorkerLog.Library(log, message.Facility, message.Message))
            .SetErrorHandler((_, error) => WorkerLog.LibraryError(log, error.Code.ToString(), error.Reason))
            .Build();
    }

    /// <summary>Has a consumer read the topic from its beginning, for the first time or again.</summary>
    public static void FromBeginning(IConsumer<byte[], byte[]?> consumer, KafkaOptions options) =>
        consumer.Assign(new TopicPartitionOffset(options.Topics.Profiles, 0, Offset.Beginning));
}
