using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Topics;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Watching;

/// <summary>
/// Looks at topics from near their end, all partitions of them, and commits nothing: several consoles each see all, and
/// take nothing from the workers. One that cannot keep up passes over what is too old, and counts it.
/// </summary>
public sealed partial class TopicWatch(
    KafkaOptions options, IReadOnlyList<WatchedTopic> topics, HealthBoard health, ILogger log, TimeProvider time)
{
    private const int QueuedKilobytes = 32 << 10;
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(2);

    private readonly HashSet<TopicPartition> _known = [];
    private long _passedOver;

    /// <summary>Records that were passed over.</summary>
    public long PassedOver => Volatile.Read(ref _passedOver);

    /// <summary>Reads until it is to stop, on a thread of its own.</summary>
    public Task RunAsync(ITopicObserver observer, CancellationToken stop) =>
        Task.Factory.StartNew(
            () => Run(observer, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(ITopicObserver observer, CancellationToken stop)
    {
        health.NotReady(HealthNames.Kafka, "has not been reached yet");
        var config = KafkaConfigs.Assigned(options, IsolationLevel.ReadCommitted, memoryLimit: null);
        config.EnablePartitionEof = false;
        config.AllowAutoCreateTopics = false;
        config.QueuedMaxMessagesKbytes = QueuedKilobytes;
        using var consumer = new ConsumerBuilder<Ignore, byte[]?>(config)
            .SetLogHandler((_, message) => WorkerLog.Library(log, message.Facility, message.Message))
            .SetErrorHandler((_, error) => Tell(error))
            .Build();
        long? looked = null;
        while (!stop.IsCancellationRequested)
        {
            health.Beat();
            try
            {
                if (looked is not { } last || time.GetElapsedTime(last) >= LookPause)
                {
                    Look(consumer);
                    looked = time.GetTimestamp();
                }

                Read(consumer, observer);
            }
            catch (KafkaException exception)
            {
                Tell(exception.Error);
                observer.Pause();
                stop.WaitHandle.WaitOne(FaultPause);
            }
        }

        consumer.Close();
    }

    private void Read(IConsumer<Ignore, byte[]?> consumer, ITopicObserver observer)
    {
        if (_known.Count == 0)
        {
            observer.Pause();
            Thread.Sleep(PollTime);
            return;
        }

        if (consumer.Consume(PollTime) is not { } record)
        {
            observer.Pause();
            return;
        }

        if (record.Message?.Value is { } value)
        {
            observer.See(record.Topic, value);
        }
    }

    /// <summary>Finds partitions that are new, and passes over what is too old.</summary>
    private void Look(IConsumer<Ignore, byte[]?> consumer)
    {
        var missing = new List<string>();
        foreach (var topic in topics)
        {
            var partitions = TopicPartitions.Of(consumer, topic.Name);
            if (partitions.Count == 0)
            {
                missing.Add(topic.Name);
            }

            foreach (var partition in partitions)
            {
                Look(consumer, topic, new TopicPartition(topic.Name, partition));
            }
        }

        if (missing.Count == 0)
        {
            health.Ready(HealthNames.Kafka);
        }
        else
        {
            health.NotReady(HealthNames.Kafka, $"there is no topic {string.Join(", ", missing)} yet");
        }
    }

    private void Look(IConsumer<Ignore, byte[]?> consumer, WatchedTopic topic, TopicPartition partition)
    {
        var end = LeaderMarks.EndOf(consumer, partition, AskTime);
        if (!_known.Contains(partition))
        {
            var from = Math.Max(LeaderMarks.BeginOf(consumer, partition, AskTime), end - topic.Back);
            _known.Add(partition);
            consumer.IncrementalAssign([new TopicPartitionOffset(partition, from)]);
            return;
        }

        var position = consumer.Position(partition);
        if (position != Offset.Unset && end - position.Value is var behind && behind > topic.MaxBehind)
        {
            Interlocked.Add(ref _passedOver, behind);
            LogBehind(log, partition.Topic, partition.Partition.Value, behind);
            consumer.Seek(new TopicPartitionOffset(partition, end));
        }
    }

    private void Tell(Error error)
    {
        if (error.Code is ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport or ErrorCode.Local_TimedOut)
        {
            health.NotReady(HealthNames.Kafka, "no broker can be reached");
        }

        WorkerLog.LibraryError(log, error.Code.ToString(), error.Reason);
    }

    [LoggerMessage(8201, LogLevel.Warning, "{Topic}/{Partition}: {Records} records are passed over to keep up")]
    private static partial void LogBehind(ILogger logger, string topic, int partition, long records);
}
