using System.Collections.Concurrent;
using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Profiles;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>A partition that the group has given to this worker.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Inbox">What is read of it, from its checkpoint on.</param>
/// <param name="Manifest">Its newest checkpoint.</param>
/// <param name="Committed">The group's committed offset; below 0: none.</param>
internal sealed record AssignedPartition(
    int Partition, PartitionInbox Inbox, CheckpointManifest Manifest, long Committed);

/// <summary>Partitions that are to be given up: whoever judges answers when nothing of them is under way.</summary>
/// <param name="Partitions">The partitions.</param>
/// <param name="IsLost">They belong to others already: nothing of them may be committed.</param>
internal sealed record Revocation(IReadOnlyList<int> Partitions, bool IsLost) : IDisposable
{
    public ManualResetEventSlim Answered { get; } = new();

    public void Dispose() => Answered.Dispose();
}

/// <summary>
/// Reads the access events on a thread of its own, as a member of the group, into an inbox for each partition.
/// </summary>
internal sealed class GroupReader : IRecordReceiver, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestClose = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(50);

    /// <summary>While partitions are paused, of which one may have room at any time.</summary>
    private static readonly TimeSpan PollTimeOfPaused = TimeSpan.FromMilliseconds(5);

    private readonly WorkerContext _context;
    private readonly ProfileLog _log;
    private readonly Action _news;
    private readonly string _topic;
    private readonly PartitionInbox?[] _inboxes;
    private readonly HandlerGuard _guard = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly RecordReader _reader;
    private readonly FetchWaker _waker;
    private Thread? _thread;
    private volatile Exception? _failure;
    private volatile Revocation? _revocation;
    private volatile bool _isToStop;

    /// <param name="context">The worker.</param>
    /// <param name="partitions">Partitions of the topic.</param>
    /// <param name="log">Where partitions are claimed.</param>
    /// <param name="news">Is called when something has come.</param>
    public GroupReader(WorkerContext context, int partitions, ProfileLog log, Action news)
    {
        (_context, _log, _news) = (context, log, news);
        _topic = context.Options.Kafka.Topics.AccessEvents;
        _inboxes = new PartitionInbox?[partitions];
        var config = KafkaConfigs.Group(context.Options.Kafka, context.Options.State.MemoryLimitBytes);
        Consumer = new ConsumerBuilder<Ignore, Ignore>(config)
            .SetLogHandler((_, message) => context.Tell(message))
            .SetErrorHandler((_, error) => context.Tell(error))
            .SetPartitionsAssignedHandler((_, partitions) => Assign(partitions))
            .SetPartitionsRevokedHandler((_, partitions) => GiveUp(partitions, isLost: false))
            .SetPartitionsLostHandler((_, partitions) => GiveUp(partitions, isLost: true))
            .Build();
        _reader = new RecordReader(Consumer, _guard, error => context.Tell(error));
        _waker = new FetchWaker(Consumer);
    }

    public IConsumer<Ignore, Ignore> Consumer { get; }

    /// <summary>Partitions assigned and not yet taken over.</summary>
    public ConcurrentQueue<AssignedPartition> Assigned { get; } = new();

    /// <summary>Partitions to be given up now; null: none.</summary>
    public Revocation? Revocation => _revocation;

    /// <summary>The group has dealt its partitions at least once.</summary>
    public bool HasJoined { get; private set; }

    public void Start()
    {
        Consumer.Subscribe(_topic);
        _thread = new Thread(ReadOn) { Name = "reader", IsBackground = true };
        _thread.Start();
    }

    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw failure as WorkerFault ?? new WorkerFault("reading failed: " + failure.Message, failure);
        }
    }

    /// <summary>
    /// Asks to read no more. Whether it has ended is told by <see cref="HasEnded"/>: until then partitions may have to
    /// be given up.
    /// </summary>
    public void EndReading() => _isToStop = true;

    /// <summary>Nothing is read any more, and no handler runs.</summary>
    public bool HasEnded => _thread is not { IsAlive: true };

    /// <summary>
    /// Stops reading, whatever is under way; partitions stay with this worker until <see cref="Dispose"/>.
    /// </summary>
    public void Stop()
    {
        _ending.Cancel();
        _thread?.Join();
        _thread = null;
    }

    public void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_inboxes[head.Partition] is not { } inbox)
        {
            return;
        }

        inbox.Put(head, key, value);
        if (!inbox.IsPaused && inbox.IsFull)
        {
            inbox.IsPaused = true;
            Consumer.Pause([new TopicPartition(_topic, head.Partition)]);
            _news();
        }
    }

    public void ReachedEnd(int partition, long offset)
    {
        _inboxes[partition]?.PutEnd(offset);
        _news();
    }

    public void Dispose()
    {
        Stop();

        // The library may hang for good in closing (librdkafka 2.0.2, when an assignment comes at that very moment):
        // the program is not to hang with it.
        var closing = new Thread(Close) { Name = "closing", IsBackground = true };
        closing.Start();
        if (closing.Join(LongestClose))
        {
            _ending.Dispose();
        }
        else
        {
            WorkerLog.CloseHangs(_context.Log);
        }
    }

    private void Close()
    {
        _waker.Dispose();
        try
        {
            FirstDeal.Await(_context.Time, () => HasJoined, wait => _reader.Read(wait, this));
        }
        catch (Exception exception) when (exception is KafkaException or WorkerFault or OperationCanceledException)
        {
            // What the session has ended for is told elsewhere.
        }

        try
        {
            // So that the group deals the partitions anew at once, and not when it has heard nothing for long.
            Consumer.Close();
        }
        catch (KafkaException exception)
        {
            _context.Tell(exception.Error);
        }

        Consumer.Dispose();
    }

    private void ReadOn()
    {
        try
        {
            var pollTime = PollTime;
            while (!_isToStop && !_ending.IsCancellationRequested)
            {
                if (_reader.Read(pollTime, this) > 0)
                {
                    _news();
                }

                pollTime = Resume() ? PollTimeOfPaused : PollTime;
            }
        }
        catch (Exception exception) when (exception is KafkaException or WorkerFault or OperationCanceledException)
        {
            _failure = exception;
            _news();
        }
    }

    /// <summary>Reads on where there is room again. True: others are still paused.</summary>
    private bool Resume()
    {
        var arePaused = false;
        for (var partition = 0; partition < _inboxes.Length; partition++)
        {
            if (_inboxes[partition] is not { IsPaused: true } inbox)
            {
                continue;
            }

            if (inbox.IsFull)
            {
                arePaused = true;
                continue;
            }

            inbox.IsPaused = false;
            var resumed = new TopicPartition(_topic, partition);
            Consumer.Resume([resumed]);
            _waker.Wake(resumed);
        }

        return arePaused;
    }

    private List<TopicPartitionOffset> Assign(List<TopicPartition> assigned)
    {
        var starts = new List<TopicPartitionOffset>();
        _guard.Run(() =>
        {
            var partitions = assigned.ConvertAll(partition => partition.Partition.Value);
            WorkerLog.Assigned(_context.Log, string.Join(',', partitions));
            _context.Metrics.Rebalanced();
            if (partitions.Count == 0 || _ending.IsCancellationRequested)
            {
                return;
            }

            if (partitions.Max() >= _inboxes.Length)
            {
                throw new WorkerFault($"topic {_topic} has more partitions than before");
            }

            _log.Claim(partitions, Patience, _ending.Token);
            foreach (var committed in Consumer.Committed(assigned, Patience))
            {
                starts.Add(Take(committed.TopicPartition, committed.Offset.Value));
            }
        });

        // Only now: before, nobody knows of what is to be restored.
        HasJoined = true;

        // After a fault nothing is to be read: the session ends.
        return starts.Count == assigned.Count
            ? starts
            : assigned.ConvertAll(partition => new TopicPartitionOffset(partition, Offset.End));
    }

    private TopicPartitionOffset Take(TopicPartition topicPartition, long committed)
    {
        var partition = topicPartition.Partition.Value;
        var manifest = _log.State.ManifestOf(partition);
        if (manifest is null)
        {
            var first = committed >= 0 ? committed : FirstOf(topicPartition);
            manifest = new CheckpointManifest
            {
                Number = 0,
                LiveFrom = 1,
                Offset = first,
                Epoch = long.MinValue,
                ScanFrom = 0,
            };
            _log.Publish(partition, manifest);
        }
        else if (LeaderMarks.BeginOf(Consumer, topicPartition, Patience) is var kept && manifest.Offset < kept)
        {
            WorkerLog.Gap(_context.Log, partition, manifest.Offset, kept - 1);
        }

        var isLimited = _context.Options.State.MemoryLimitBytes is not null;
        var inbox = new PartitionInbox(
            partition, manifest.Offset,
            isLimited ? PartitionInbox.MaxEventsInLimitedMemory : PartitionInbox.MaxEvents);
        _inboxes[partition] = inbox;
        Assigned.Enqueue(new AssignedPartition(partition, inbox, manifest, committed));
        return new TopicPartitionOffset(topicPartition, manifest.Offset);
    }

    /// <summary>Where a group begins that has committed nothing.</summary>
    private long FirstOf(TopicPartition partition) =>
        KafkaConfigs.Group(_context.Options.Kafka, memoryLimit: null).AutoOffsetReset == AutoOffsetReset.Latest
            ? LeaderMarks.EndOf(Consumer, partition, Patience)
            : LeaderMarks.BeginOf(Consumer, partition, Patience);

    private void GiveUp(List<TopicPartitionOffset> given, bool isLost) => _guard.Run(() =>
    {
        var partitions = given.ConvertAll(partition => partition.Partition.Value);
        foreach (var partition in partitions)
        {
            if (_inboxes[partition] is { IsPaused: true })
            {
                // The library keeps a pause for the time when the partition comes back.
                Consumer.Resume([new TopicPartition(_topic, partition)]);
            }

            _inboxes[partition] = null;
        }

        if (_ending.IsCancellationRequested || partitions.Count == 0)
        {
            return;
        }

        _context.Metrics.Rebalanced();
        if (isLost)
        {
            WorkerLog.Lost(_context.Log, string.Join(',', partitions));
        }
        else
        {
            WorkerLog.Revoked(_context.Log, string.Join(',', partitions));
        }

        using var revocation = new Revocation(partitions, isLost);
        _revocation = revocation;
        _news();
        try
        {
            revocation.Answered.Wait(_ending.Token);
        }
        finally
        {
            _revocation = null;
        }
    });
}
