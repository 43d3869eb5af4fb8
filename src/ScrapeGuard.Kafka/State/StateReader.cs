using Confluent.Kafka;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.State;

/// <summary>What is to be done again after a checkpoint.</summary>
/// <param name="Progress">Where the last commit stood.</param>
/// <param name="Advances">At which offsets, up to which event time, the partition was moved on; in order.</param>
internal sealed record PartitionHistory(PartitionProgress Progress, IReadOnlyList<(long Offset, long Micros)> Advances);

/// <summary>Brings a partition's engine to its newest checkpoint, from the state topic alone.</summary>
internal sealed class StateReader : IRecordReceiver
{
    /// <summary>
    /// How long nothing may come, while a transaction is open or its markers are on their way to the state topic.
    /// </summary>
    private static readonly TimeSpan MarkerPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Before the end, nothing for so long means that the library had fetched as much as it may hold and sleeps.
    /// </summary>
    private static readonly TimeSpan HungryPollTime = TimeSpan.FromMilliseconds(2);

    private readonly WorkerContext _context;
    private readonly TopicPartition _partition;
    private readonly CheckpointManifest _manifest;
    private readonly PartitionRestorer _restorer;
    private readonly HashSet<long> _accounts;
    private readonly HashSet<long> _pending;
    private readonly SortedDictionary<long, long> _advances = [];
    private readonly List<byte[]> _heldBack = [];
    private PartitionProgress _progress;
    private byte[]? _head;
    private int _found;
    private long _end = -1;
    private long _goal = -1;
    private bool _isAtEnd;

    /// <param name="context">The worker.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="engine">An engine that has seen nothing.</param>
    /// <param name="manifest">Its newest checkpoint.</param>
    public StateReader(WorkerContext context, int partition, PartitionEngine engine, CheckpointManifest manifest)
    {
        (_context, _manifest) = (context, manifest);
        _partition = new TopicPartition(context.Options.Kafka.Topics.State, partition);
        _restorer = new PartitionRestorer(engine);
        _accounts = [.. manifest.Parts.SelectMany(part => part.Offsets)];
        _pending = [.. manifest.Pending];
        _progress = new PartitionProgress(manifest.Offset, manifest.Epoch);
    }

    private int Needed => _accounts.Count + _pending.Count + (_manifest.Head >= 0 ? 1 : 0);

    /// <summary>Restores the engine.</summary>
    /// <param name="committed">The group's committed offset; below 0: none.</param>
    /// <param name="progressed">Is told what share is done.</param>
    /// <param name="stop">Asks to give up.</param>
    /// <exception cref="WorkerFault">Something that the checkpoint needs is not there, or is damaged.</exception>
    public PartitionHistory Restore(long committed, Action<double> progressed, CancellationToken stop)
    {
        var config = KafkaConfigs.Assigned(
            _context.Options.Kafka, IsolationLevel.ReadCommitted, _context.Options.State.MemoryLimitBytes);
        using var consumer = _context.Build<Ignore, Ignore>(config);
        var first = _manifest.Parts.SelectMany(part => part.Offsets).Append(_manifest.ScanFrom).Min();
        consumer.Assign(new TopicPartitionOffset(_partition, first));
        ReadAll(consumer, committed, progressed, stop);
        consumer.Close();
        if (_found != Needed)
        {
            throw new WorkerFault($"{_partition}: {Needed - _found} records of checkpoint {_manifest.Number} are gone");
        }

        if (committed > _progress.Offset && _context.Options.Delivery == DeliveryGuarantee.ExactlyOnce)
        {
            throw new WorkerFault(
                $"{_partition}: the group has committed offset {committed}, the state says {_progress.Offset}");
        }

        _heldBack.ForEach(chunk => ThrowIf(_restorer.ReadChunk(chunk)));
        ThrowIf(_head is null ? null : _restorer.ReadHead(_head));
        return new PartitionHistory(_progress, [.. _advances.Select(advance => (advance.Key, advance.Value))]);
    }

    public void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (_accounts.Contains(head.Offset))
        {
            ThrowIf(_restorer.ReadChunk(value));
            _found++;
        }
        else if (_pending.Contains(head.Offset))
        {
            _heldBack.Add(value.ToArray());
            _found++;
        }
        else if (head.Offset == _manifest.Head)
        {
            _head = value.ToArray();
            _found++;
        }
        else if (head.HasValue)
        {
            Note(key, value);
        }
    }

    public void ReachedEnd(int partition, long offset) => _end = offset;

    private void ReadAll(
        IConsumer<Ignore, Ignore> consumer, long committed, Action<double> progressed, CancellationToken stop)
    {
        var reader = new RecordReader(consumer, guard: null, _context.Tell);
        using var waker = new FetchWaker(consumer);
        var lastNews = _context.Time.GetTimestamp();
        while (!_isAtEnd || !IsComplete(committed))
        {
            stop.ThrowIfCancellationRequested();
            if (reader.Read(_isAtEnd ? PollTime : HungryPollTime, this) > 0)
            {
                lastNews = _context.Time.GetTimestamp();
                progressed(Needed == 0 ? 1 : _found / (double)Needed);
            }
            else if (_context.Time.GetElapsedTime(lastNews) > MarkerPatience)
            {
                throw new WorkerFault(
                    $"{_partition}: a transaction stays open, or the brokers do not answer; its end is at {_goal}");
            }
            else if (!_isAtEnd)
            {
                waker.Wake(_partition);
            }

            NoteEnd(consumer);
        }
    }

    /// <summary>
    /// The end is that of all records: the marker of the last transaction may come after the group's offset, and until
    /// it is there, what was told last, at that very offset even, is not to be seen.
    /// </summary>
    private void NoteEnd(IConsumer<Ignore, Ignore> consumer)
    {
        if (_end >= 0)
        {
            _goal = _goal < 0 ? consumer.GetWatermarkOffsets(_partition).High.Value : _goal;
            _isAtEnd = _end >= _goal;
        }
    }

    private static void ThrowIf(string? mistake)
    {
        if (mistake is not null)
        {
            throw new WorkerFault(mistake);
        }
    }

    /// <summary>
    /// All is there, and the last commit too: its marker may reach this topic after the group's offset.
    /// </summary>
    private bool IsComplete(long committed) =>
        _found == Needed && (committed < 0 || _progress.Offset >= committed);

    private void Note(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.SequenceEqual(StateKey.Progress))
        {
            _progress = PartitionProgress.TryRead(value) ?? _progress;
        }
        else if (StateKey.TryReadAdvance(key, out var advancedAt) && advancedAt >= _manifest.Offset
            && value.Length == sizeof(long))
        {
            _advances[advancedAt] = BitConverter.ToInt64(value);
        }
    }
}
