using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>
/// Reads decisions and commands as a member of the group, by batches, and commits what has been taken. All of it on
/// one thread, and the handlers of rebalances with it: nothing of a batch is under way when partitions go.
/// </summary>
internal sealed class GroupIntake : IDisposable
{
    /// <summary>Bytes of records that a batch may hold: whoever writes huge ones gets small batches.</summary>
    private const int MaxBatchBytes = 8 << 20;

    private const int QueuedRecords = 10_000;
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(5);

    private readonly ActionerKafka _kafka;
    private readonly ActionerMetrics _metrics;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly HandlerGuard _guard = new();
    private readonly List<ConsumeResult<byte[]?, byte[]?>> _batch = [];
    private readonly Dictionary<TopicPartition, long> _taken = [];
    private long _bytes;

    public GroupIntake(ActionerKafka kafka, ActionerMetrics metrics)
    {
        (_kafka, _metrics) = (kafka, metrics);
        var config = KafkaConfigs.Group(kafka.Options, memoryLimit: null);
        config.EnablePartitionEof = false;
        config.QueuedMinMessages = QueuedRecords;
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(config)
            .SetLogHandler((_, message) => kafka.Tell(message))
            .SetErrorHandler((_, error) => kafka.Tell(error))
            .SetPartitionsAssignedHandler((_, partitions) => Assigned(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => GaveUp(partitions))
            .SetPartitionsLostHandler((_, partitions) => Lost(partitions))
            .Build();
        _consumer.Subscribe([kafka.Topics.Decisions, kafka.Topics.Commands]);
    }

    /// <summary>The records that were gathered and not yet taken.</summary>
    public IReadOnlyList<ConsumeResult<byte[]?, byte[]?>> Batch => _batch;

    public Handle Handle => _consumer.Handle;

    /// <summary>The group has dealt its partitions at least once.</summary>
    public bool HasJoined { get; private set; }

    /// <summary>Whether something was taken whose offsets are not committed.</summary>
    public bool HasUncommitted => _taken.Count > 0;

    /// <summary>Gathers records until there are enough, or for a short while after the first.</summary>
    public void Gather(int most, TimeSpan linger, CancellationToken stop)
    {
        Add(Consume(PollTime));
        var started = _kafka.Time.GetTimestamp();
        while (_batch.Count > 0 && _batch.Count < most && _bytes < MaxBatchBytes && !stop.IsCancellationRequested
            && linger - _kafka.Time.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            Add(Consume(left));
        }
    }

    /// <summary>
    /// Waits without reading on, as a member that is well: what the batch goes to is away. The batch may get smaller
    /// meanwhile, for partitions may go to others.
    /// </summary>
    public void Hold(TimeSpan pause, CancellationToken stop)
    {
        var started = _kafka.Time.GetTimestamp();
        while (!stop.IsCancellationRequested && pause - _kafka.Time.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            _kafka.Health.Beat();
            _consumer.Pause(_consumer.Assignment);
            Add(Consume(left < PollTime ? left : PollTime));
        }

        _consumer.Resume(_consumer.Assignment);
    }

    /// <summary>The batch is where it is safe.</summary>
    public void Taken()
    {
        foreach (var record in _batch)
        {
            _taken[record.TopicPartition] = record.Offset.Value + 1;
        }

        _batch.Clear();
        _bytes = 0;
    }

    /// <summary>
    /// Commits the offsets of what was taken. When that fails, records may come again, which is harmless: the next time
    /// they are committed with what follows.
    /// </summary>
    public void Commit()
    {
        try
        {
            _consumer.Commit(_taken.Select(taken => new TopicPartitionOffset(taken.Key, taken.Value)));
            _taken.Clear();
            _kafka.Health.Ready(HealthNames.Kafka);
        }
        catch (KafkaException exception) when (!exception.Error.IsFatal)
        {
            _metrics.CommitFailed();
            WorkerLog.CommitRetried(_kafka.Log, exception.Error.Reason);
        }
    }

    public void Dispose()
    {
        // The library may hang in closing for good (librdkafka 2.0.2): the program is not to hang with it.
        var closing = new Thread(Close) { Name = "closing", IsBackground = true };
        closing.Start();
        if (!closing.Join(LongestClose))
        {
            WorkerLog.CloseHangs(_kafka.Log);
        }
    }

    private void Close()
    {
        FirstDeal.Await(_kafka.Time, () => HasJoined, wait => Try(() => _consumer.Consume(wait)));
        Try(_consumer.Close);
        _consumer.Dispose();
    }

    private void Try(Action call)
    {
        try
        {
            call();
        }
        catch (KafkaException exception)
        {
            _kafka.Tell(exception.Error);
        }
    }

    private ConsumeResult<byte[]?, byte[]?>? Consume(TimeSpan wait)
    {
        try
        {
            var record = _consumer.Consume(wait);
            _guard.ThrowKept();
            return record;
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal)
        {
            // The library goes on by itself: a topic that is not there yet, a broker that is away.
            _kafka.Tell(exception.Error);
            return null;
        }
    }

    private void Add(ConsumeResult<byte[]?, byte[]?>? record)
    {
        if (record is not null)
        {
            _batch.Add(record);
            _bytes += (record.Message.Value?.Length ?? 0) + (record.Message.Key?.Length ?? 0);
        }
    }

    private void Assigned(List<TopicPartition> partitions) => _guard.Run(() =>
    {
        WorkerLog.Assigned(_kafka.Log, Text(partitions));
        _metrics.Rebalanced();
        HasJoined = true;
        _kafka.Health.Ready(HealthNames.Kafka);
    });

    private void GaveUp(List<TopicPartitionOffset> partitions) => _guard.Run(() =>
    {
        WorkerLog.Revoked(_kafka.Log, Text(partitions.ConvertAll(partition => partition.TopicPartition)));
        if (HasUncommitted)
        {
            Commit();
        }

        Forget(partitions);
    });

    private void Lost(List<TopicPartitionOffset> partitions) => _guard.Run(() =>
    {
        WorkerLog.Lost(_kafka.Log, Text(partitions.ConvertAll(partition => partition.TopicPartition)));
        Forget(partitions);
    });

    /// <summary>What was not taken is for whoever has the partitions next.</summary>
    private void Forget(List<TopicPartitionOffset> partitions)
    {
        _metrics.Rebalanced();
        foreach (var partition in partitions)
        {
            _batch.RemoveAll(record => record.TopicPartition == partition.TopicPartition);
            _taken.Remove(partition.TopicPartition);
        }
    }

    private static string Text(List<TopicPartition> partitions) =>
        string.Join(',', partitions.Select(partition => $"{partition.Topic}/{partition.Partition.Value}"));
}
