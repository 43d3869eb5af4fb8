using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.Topics;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Watching;

/// <summary>
/// Follows what crosses accounts as the workers do: out of the same closings in the profiles topic come the same
/// campaigns, so nobody has to tell of them. Writes nothing, commits nothing.
/// </summary>
/// <param name="options">Where and how.</param>
/// <param name="known">Is told when something is new; called on the thread that reads.</param>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
public sealed partial class CampaignWatch(
    KafkaOptions options, Action<PopularityTimeline> known, ILogger log, TimeProvider time)
{
    /// <summary>Epochs kept one by one before they are summed up: nothing is restored here, so few will do.</summary>
    private const int EpochsBeforeSum = 64;

    private const int EpochsKept = 2;
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(5);

    /// <summary>Reads until it is to stop, on a thread of its own.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.Factory.StartNew(
            () => Run(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var consumer = ProfileWatch.Open(options, log);
                Follow(consumer, stop);
            }
            catch (KafkaException exception)
            {
                WorkerLog.LibraryError(log, exception.Error.Code.ToString(), exception.Error.Reason);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            stop.WaitHandle.WaitOne(FaultPause);
        }
    }

    /// <summary>Follows for as long as the topics are as they were found.</summary>
    private void Follow(IConsumer<byte[], byte[]?> consumer, CancellationToken stop)
    {
        var partitions = TopicPartitions.Of(consumer, options.Topics.AccessEvents).Count;
        if (partitions == 0 || TopicPartitions.Of(consumer, options.Topics.Profiles).Count == 0)
        {
            return;
        }

        var timeline = Restore(consumer, partitions, stop);
        var state = new ProfileState(partitions, timeline);
        ProfileWatch.FromBeginning(consumer, options);
        var looked = time.GetTimestamp();
        var hasNews = true;
        while (!stop.IsCancellationRequested)
        {
            if (consumer.Consume(PollTime) is { IsPartitionEOF: false } record)
            {
                Apply(state, record);
                hasNews = true;
                continue;
            }

            if (hasNews)
            {
                known(timeline);
                hasNews = false;
            }

            if (time.GetElapsedTime(looked) >= LookPause)
            {
                if (TopicPartitions.Of(consumer, options.Topics.AccessEvents).Count != partitions)
                {
                    LogPartitions(log, options.Topics.AccessEvents);
                    return;
                }

                looked = time.GetTimestamp();
            }
        }
    }

    private static void Apply(ProfileState state, ConsumeResult<byte[], byte[]?> record)
    {
        if (ProfileKey.TryParse(record.Message.Key, out var key))
        {
            var value = record.Message.Value;
            state.Apply(key, record.Offset.Value, value, hasValue: value is not null);
            if (state.Timeline.Epochs > EpochsBeforeSum && state.Timeline.KnownThrough > EpochsKept)
            {
                state.Timeline.Forget(state.Timeline.KnownThrough - EpochsKept);
            }
        }
    }

    /// <summary>Starts with the newest sum of old epochs, of which closings may be gone.</summary>
    private PopularityTimeline Restore(IConsumer<byte[], byte[]?> consumer, int partitions, CancellationToken stop)
    {
        ProfileWatch.FromBeginning(consumer, options);
        var parts = new Dictionary<ProfileKey, byte[]>();
        while (consumer.Consume(stop) is { IsPartitionEOF: false } record)
        {
            if (ProfileKey.TryParse(record.Message.Key, out var key) && key.Kind == ProfileKind.Sum)
            {
                if (record.Message.Value is { } value)
                {
                    parts[key] = value;
                }
                else
                {
                    parts.Remove(key);
                }
            }
        }

        var timeline = new PopularityTimeline(partitions);
        if (ProfileSum.Newest(parts.Select(part => (part.Key, part.Value))) is { } sum && !timeline.TryRestore(sum))
        {
            LogDamaged(log, sum.Epoch);
        }

        return timeline;
    }

    [LoggerMessage(8211, LogLevel.Information, "{Topic} has other partitions now: campaigns are looked for anew")]
    private static partial void LogPartitions(ILogger logger, string topic);

    [LoggerMessage(8212, LogLevel.Warning, "the sum of the epochs through {Epoch} is damaged: campaigns begin anew")]
    private static partial void LogDamaged(ILogger logger, long epoch);
}
