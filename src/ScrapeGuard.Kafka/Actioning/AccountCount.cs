using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>
/// How many accounts are active, as the workers tell in the profiles topic. It is read through once an hour, with no
/// group and nothing committed: a share of the accounts of 30 days needs no number of this minute, and closings, which
/// are not for us, make the topic some hundred megabytes at its largest.
/// </summary>
/// <param name="options">The settings under <c>Kafka</c>; must be valid.</param>
/// <param name="log">Where it tells what it has found.</param>
/// <param name="time">The clock.</param>
public sealed partial class AccountCount(KafkaOptions options, ILogger log, TimeProvider time)
{
    private const long Unknown = -1;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan WhileUnknown = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private long _count = Unknown;

    /// <summary>What was read last; null: nobody has told yet.</summary>
    public long? Count => Volatile.Read(ref _count) is >= 0 and var count ? count : null;

    /// <summary>Reads until it is to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await Task.Factory.StartNew(
                    () => Look(stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                await Task.Delay(Count is null ? WhileUnknown : Every, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop.
        }
    }

    /// <summary>Reads once through. What cannot be read leaves what was known before.</summary>
    internal void Look(CancellationToken stop)
    {
        try
        {
            if (Read(stop) is { } count && Interlocked.Exchange(ref _count, count) != count)
            {
                LogCounted(log, count);
            }
        }
        catch (KafkaException exception)
        {
            LogUnread(log, options.Topics.Profiles, exception.Error.Reason);
        }
    }

    private long? Read(CancellationToken stop)
    {
        using var consumer = ProfileWatch.Open(options, log);
        if (TopicPartitions.Of(consumer, options.Topics.Profiles).Count == 0)
        {
            // No worker has ever been here, or they have a topic of another name.
            return null;
        }

        ProfileWatch.FromBeginning(consumer, options);
        var held = new HeldAccounts();
        var began = time.GetTimestamp();
        while (!stop.IsCancellationRequested && time.GetElapsedTime(began) < Patience)
        {
            var record = consumer.Consume(PollTime);
            if (record is { IsPartitionEOF: true })
            {
                return held.Count;
            }

            if (record?.Message is { Key: { } key, Value: { } value })
            {
                held.Apply(key, value);
            }
        }

        return null;
    }

    [LoggerMessage(8221, LogLevel.Information, "workers know {Accounts} accounts of the last 30 days")]
    private static partial void LogCounted(ILogger logger, long accounts);

    [LoggerMessage(8222, LogLevel.Warning, "cannot read {Topic} to learn how many accounts are active: {Reason}")]
    private static partial void LogUnread(ILogger logger, string topic, string reason);
}
