using Confluent.Kafka;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Profiles;

/// <summary>
/// The profiles topic: what workers tell each other, in the one order of its one partition. A thread reads it; any may
/// write.
/// </summary>
internal sealed class ProfileLog : IDisposable
{
    /// <summary>Epochs kept one by one before they are summed up.</summary>
    private const int EpochsBeforeSum = 64;

    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly byte[] Present = [1];

    private readonly string _topic;
    private readonly string _owner;
    private readonly IProducer<byte[], byte[]?> _producer;
    private readonly IConsumer<byte[], byte[]> _consumer;
    private readonly CancellationTokenSource _ending = new();
    private readonly ManualResetEventSlim _news = new();
    private readonly Action _changed;
    private Thread? _thread;
    private volatile Exception? _failure;

    private ProfileLog(
        WorkerContext context, IProducer<byte[], byte[]?> producer, IConsumer<byte[], byte[]> consumer, Action changed)
    {
        (_topic, _owner) = (context.Options.Kafka.Topics.Profiles, context.Owner);
        (_producer, _consumer, _changed) = (producer, consumer, changed);
        State = null!;
    }

    public ProfileState State { get; private set; }

    /// <summary>Why it is read no more; null while it is.</summary>
    public Exception? Failure => _failure;

    /// <summary>Reads the topic up to its present end, and goes on in the background.</summary>
    /// <param name="context">The worker.</param>
    /// <param name="partitions">Partitions of the access events.</param>
    /// <param name="producer">Writes; stays its owner's.</param>
    /// <param name="changed">Is called, on the thread that reads, when there is news.</param>
    /// <param name="stop">Asks to give up.</param>
    public static ProfileLog Open(
        WorkerContext context, int partitions, IProducer<byte[], byte[]?> producer, Action changed,
        CancellationToken stop)
    {
        var config = KafkaConfigs.Assigned(
            context.Options.Kafka, IsolationLevel.ReadUncommitted, context.Options.State.MemoryLimitBytes);
        var consumer = context.Build<byte[], byte[]>(config);
        var log = new ProfileLog(context, producer, consumer, changed);
        try
        {
            log.Begin(partitions, stop);
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Takes partitions over, and waits until everything that their owners before said is known.</summary>
    public void Claim(IReadOnlyCollection<int> partitions, TimeSpan patience, CancellationToken stop)
    {
        foreach (var partition in partitions)
        {
            Write(new ProfileKey(ProfileKind.Owner, partition, 0, _owner), Present);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        while (partitions.Any(partition => State.OwnerOf(partition) != _owner))
        {
            ThrowIfFailed();
            _news.Reset();
            if (partitions.Any(partition => State.OwnerOf(partition) != _owner))
            {
                _news.Wait(PollTime, limit.Token);
            }
        }
    }

    /// <summary>Waits until something holds that records of this topic bring about; not longer than a time.</summary>
    public void WaitUntil(Func<bool> holds, TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (!limit.IsCancellationRequested && _failure is null)
        {
            _news.Reset();
            if (holds())
            {
                return;
            }

            _news.Wait(PollTime);
        }
    }

    /// <summary>Tells that a partition of this worker has closed epochs.</summary>
    public void Close(EpochClosing closing)
    {
        // Known here at once; should the partition be lost already, so is all that is decided by it.
        if (State.Timeline.Close(closing))
        {
            Write(
                new ProfileKey(ProfileKind.Closing, closing.Partition, closing.Through, _owner),
                ClosingValue.Write(closing.TakenIn, closing.Offset, closing.Taken.ToBytes()));
        }
    }

    /// <summary>Tells how far a partition of this worker has come.</summary>
    public void TellNewest(int partition, long micros)
    {
        State.NoteNewest(partition, micros);
        Write(new ProfileKey(ProfileKind.Newest, partition, 0, _owner), BitConverter.GetBytes(micros));
    }

    /// <summary>Tells of a checkpoint; the one before is forgotten.</summary>
    public void Publish(int partition, CheckpointManifest manifest)
    {
        Write(new ProfileKey(ProfileKind.Checkpoint, partition, manifest.Number, _owner), manifest.ToBytes());
        foreach (var old in State.OldCheckpointKeys(partition))
        {
            Write(old, value: null);
        }
    }

    /// <summary>Sums up the epochs that no restore needs one by one.</summary>
    /// <param name="writes">Whether this worker is the one that writes the sum.</param>
    public void SumUp(bool writes)
    {
        var through = State.OldestEpochNeeded();
        if (through == long.MinValue || State.Timeline.Epochs < EpochsBeforeSum)
        {
            return;
        }

        State.Timeline.Forget(through);
        if (!writes)
        {
            return;
        }

        var sum = State.Timeline.Save();
        foreach (var (key, value) in ProfileSum.Cut(sum))
        {
            Write(key, value);
        }

        foreach (var old in State.KeysBefore(sum.Epoch))
        {
            Write(old, value: null);
        }
    }

    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new WorkerFault("the profiles topic cannot be read or written", failure);
        }
    }

    public void Dispose()
    {
        _ending.Cancel();
        _thread?.Join();
        _consumer.Dispose();
        _ending.Dispose();
        _news.Dispose();
    }

    private void Begin(int partitions, CancellationToken stop)
    {
        var partition = new TopicPartition(_topic, 0);
        _consumer.Assign(new TopicPartitionOffset(partition, Offset.Beginning));
        var records = new List<(ProfileKey Key, long Offset, byte[]? Value)>();
        while (_consumer.Consume(stop) is { IsPartitionEOF: false } record)
        {
            if (ProfileKey.TryParse(record.Message.Key, out var key))
            {
                records.Add((key, record.Offset.Value, record.Message.Value));
            }
        }

        var timeline = new PopularityTimeline(partitions);
        var parts = records.Where(record => record.Key.Kind == ProfileKind.Sum && record.Value is not null)
            .GroupBy(record => record.Key).Select(same => (same.Key, same.Last().Value!));
        if (ProfileSum.Newest(parts) is { } sum)
        {
            timeline.TryRestore(sum);
        }

        State = new ProfileState(partitions, timeline);
        foreach (var (key, offset, value) in records)
        {
            State.Apply(key, offset, value, hasValue: value is not null);
        }

        _thread = new Thread(ReadOn) { Name = "profiles", IsBackground = true };
        _thread.Start();
    }

    private void ReadOn()
    {
        try
        {
            while (!_ending.IsCancellationRequested)
            {
                var record = _consumer.Consume(PollTime);
                if (record is { IsPartitionEOF: false })
                {
                    if (ProfileKey.TryParse(record.Message.Key, out var key))
                    {
                        var value = record.Message.Value;
                        State.Apply(key, record.Offset.Value, value, hasValue: value is not null);
                    }

                    _news.Set();
                    _changed();
                }
            }
        }
        catch (KafkaException exception)
        {
            _failure = exception;
            _changed();
        }
    }

    private void Write(ProfileKey key, byte[]? value)
    {
        var message = new Message<byte[], byte[]?> { Key = key.ToBytes(), Value = value };
        while (true)
        {
            try
            {
                _producer.Produce(_topic, message, Note);
                return;
            }
            catch (ProduceException<byte[], byte[]?> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(PollTime);
            }
        }
    }

    private void Note(DeliveryReport<byte[], byte[]?> report)
    {
        if (report.Error.IsError)
        {
            _failure ??= new KafkaException(report.Error);
        }
    }
}
