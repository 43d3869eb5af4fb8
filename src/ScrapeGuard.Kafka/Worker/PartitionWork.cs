using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Kafka.DeadLetters;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.State;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// The judging of one partition: first again what lies between its checkpoint and the last commit, of which nothing is
/// told, for it was told before; then what is new. One thread at a time.
/// </summary>
internal sealed class PartitionWork : IDisposable
{
    private readonly List<Decision> _dropped = [];
    private readonly Queue<(long Through, long Offset)> _closings = new();
    private readonly Queue<(long Offset, long Micros)> _repeated = new();
    private readonly WorkerMetrics _metrics;
    private PartitionProgress _committed;
    private RecordRun? _run;
    private int _place;
    private int _deadPlace;
    private bool _isRepeating = true;
    private List<Decision> _decisions = [];
    private List<long> _timestamps = [];
    private List<DeadLetter> _dead = [];
    private List<(long Offset, long Micros)> _advances = [];
    private PartitionProgress _told;

    /// <param name="partition">The partition.</param>
    /// <param name="engine">Its engine, restored.</param>
    /// <param name="inbox">What is read of it.</param>
    /// <param name="manifest">The checkpoint that the engine was restored from.</param>
    /// <param name="history">What followed it.</param>
    /// <param name="closings">What it is known to have closed since.</param>
    /// <param name="metrics">What is told of what was read.</param>
    public PartitionWork(
        int partition, PartitionEngine engine, PartitionInbox inbox, CheckpointManifest manifest,
        PartitionHistory history, IReadOnlyList<(long Through, long Offset)> closings, WorkerMetrics metrics)
    {
        _metrics = metrics;
        (Partition, Engine, Inbox, Manifest) = (partition, engine, inbox, manifest);
        Checkpointer = new PartitionCheckpointer(engine, Checkpointing.ChunkBytes, manifest.Number, manifest.LiveFrom);
        Engine.NextOffset = manifest.Offset;
        _committed = history.Progress;
        _told = history.Progress;
        foreach (var advance in history.Advances)
        {
            _repeated.Enqueue(advance);
            AdvancedAt.Add(advance.Offset);
        }

        foreach (var closing in closings)
        {
            _closings.Enqueue(closing);
        }
    }

    public int Partition { get; }

    public PartitionEngine Engine { get; }

    public PartitionInbox Inbox { get; }

    public PartitionCheckpointer Checkpointer { get; }

    /// <summary>The newest checkpoint that is complete.</summary>
    public CheckpointManifest Manifest { get; set; }

    /// <summary>Offsets of the advances committed since that checkpoint.</summary>
    public List<long> AdvancedAt { get; } = [];

    /// <summary>The first offset that is not judged.</summary>
    public long Position => Engine.NextOffset;

    /// <summary>
    /// The newest event time known, in microseconds; while other partitions are waited for, that of what was read
    /// ahead.
    /// </summary>
    public long NewestMicros
    {
        get
        {
            var now = Engine.NowMicros;
            if (!Engine.IsWaiting || _run is not { Events.Count: > 0 } run || now == long.MinValue)
            {
                return now;
            }

            var ahead = run.Events.Heads[^1].TimeMicros;
            return ahead > now && ahead - now <= StreamClock.PlausibleMicros ? ahead : now;
        }
    }

    /// <summary>Nothing is left of what was read, and it was read to the end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Reads again what was committed before.</summary>
    public bool IsRepeating => _isRepeating;

    /// <summary>What the engine had counted when it began to tell.</summary>
    public EngineCounters CountersBefore { get; private set; }

    /// <summary>Records judged since the last checkpoint was begun.</summary>
    public long SinceCheckpoint { get; set; }

    /// <summary>Something is to be committed.</summary>
    public bool HasOutput => !_isRepeating
        && (_told != new PartitionProgress(Position, Engine.CurrentEpoch)
            || _advances.Count > 0 || _decisions.Count > 0);

    /// <summary>Does some of what can be done now. False: there is nothing.</summary>
    public bool Step()
    {
        Engine.ReturnMemory();
        var hasMoved = CrossBoundaries(long.MaxValue);
        if (!TryTakeRun())
        {
            return hasMoved;
        }

        // One run at a time: others wait for their turn, and what was decided for its commit.
        var before = (_place, Engine.CurrentEpoch);
        JudgeRun();
        if (_place == _run!.Events.Count)
        {
            EndRun();
            return true;
        }

        // Where nothing has moved, others have to close their epochs first.
        return hasMoved || before != (_place, Engine.CurrentEpoch);
    }

    /// <summary>Moves on with the others' time, for nothing is left here. False: there is nothing to do.</summary>
    public bool Follow(long newestMicros)
    {
        if (_isRepeating || _closings.Count > 0 || !Engine.IsBehind(newestMicros))
        {
            return false;
        }

        var before = (Engine.CurrentEpoch, Engine.ReleasedSecond);
        if (Engine.AdvanceTo(newestMicros, _decisions))
        {
            _advances.Add((Position, newestMicros));
        }

        StampDecisions(timestamp: -1);
        return before != (Engine.CurrentEpoch, Engine.ReleasedSecond);
    }

    /// <summary>Takes what is to be committed.</summary>
    public PartitionOutput TakeOutput()
    {
        TakeDead(Position);
        var progress = new PartitionProgress(Position, Engine.CurrentEpoch);
        var output = new PartitionOutput(Partition, progress, _decisions, _timestamps, _dead, _advances);
        AdvancedAt.AddRange(_advances.Select(advance => advance.Offset));
        (_decisions, _timestamps, _dead, _advances) = ([], [], [], []);
        _told = progress;
        return output;
    }

    public void Dispose() => Engine.Dispose();

    private bool TryTakeRun()
    {
        if (_run is null)
        {
            _run = Inbox.Take();
            (_place, _deadPlace) = (0, 0);
            if (_run is not null)
            {
                IsAtEnd = false;
            }
        }

        return _run is not null;
    }

    private void EndRun()
    {
        var run = _run!;
        TakeDead(run.EndOffset);
        SinceCheckpoint += run.Records;
        _metrics.EventsRead(Partition, run.Records, run.Bytes);
        Engine.NextOffset = Math.Max(Engine.NextOffset, run.EndOffset);
        IsAtEnd = run.IsAtEnd;
        _run = null;
        CrossBoundaries(long.MaxValue);
    }

    /// <summary>Judges up to the next offset at which something else is to be done first.</summary>
    private void JudgeRun()
    {
        var run = _run!;
        while (_place < run.Events.Count)
        {
            var next = run.Offsets[_place];
            CrossBoundaries(next);
            var end = _place;
            var boundary = NextBoundary();
            if (boundary <= next)
            {
                // What was done here before waits for other partitions.
                return;
            }

            while (end < run.Events.Count && run.Offsets[end] < boundary)
            {
                end++;
            }

            // Long runs are cut, so that a decision's record is known about.
            end = Math.Min(end, _place + 1_024);
            var timestamp = run.TimestampOf(_place);
            var taken = Engine.Process(run.Events, _place, end, run.Offsets, _isRepeating ? _dropped : _decisions);
            _dropped.Clear();
            StampDecisions(timestamp);
            var isCut = taken < end;
            _place = taken;
            if (isCut)
            {
                return;
            }
        }
    }

    private long NextBoundary()
    {
        var boundary = _isRepeating ? _committed.Offset : long.MaxValue;
        boundary = _closings.TryPeek(out var closing) ? Math.Min(boundary, closing.Offset) : boundary;
        return _repeated.TryPeek(out var advance) ? Math.Min(boundary, advance.Offset) : boundary;
    }

    /// <summary>
    /// Does what was done before at the place that is reached: closings and advances, then, where the last commit was
    /// made, begins to tell.
    /// </summary>
    /// <param name="next">The next event's offset, before which it must be done; else the position counts.</param>
    private bool CrossBoundaries(long next)
    {
        var hasMoved = false;
        var at = next == long.MaxValue ? Position : next;
        while (NextBoundary() <= at)
        {
            var epoch = Engine.CurrentEpoch;
            var boundary = NextBoundary();
            if (_isRepeating && boundary == _committed.Offset)
            {
                if (!EndRepeating(boundary))
                {
                    return hasMoved || Engine.CurrentEpoch != epoch;
                }

                hasMoved = true;
                continue;
            }

            if (_repeated.TryPeek(out var advance) && advance.Offset == boundary)
            {
                if (!TryAdvanceAgain(advance.Micros))
                {
                    return hasMoved || Engine.CurrentEpoch != epoch;
                }
            }
            else if (_closings.TryPeek(out var closing) && closing.Offset == boundary)
            {
                if (!Engine.CloseThrough(closing.Through, _isRepeating ? _dropped : _decisions))
                {
                    _dropped.Clear();
                    StampDecisions(timestamp: -1);
                    return hasMoved || Engine.CurrentEpoch != epoch;
                }

                _closings.Dequeue();
            }

            hasMoved = true;
            _dropped.Clear();
            StampDecisions(timestamp: -1);
        }

        return hasMoved;
    }

    /// <summary>
    /// Does the last of what was told before the commit. False when other partitions have to close epochs first, which
    /// they had closed then: until they have done so again, what is decided here was told already.
    /// </summary>
    private bool EndRepeating(long boundary)
    {
        while (_repeated.TryPeek(out var advance) && advance.Offset <= boundary)
        {
            if (!TryAdvanceAgain(advance.Micros))
            {
                return false;
            }
        }

        var isThere = _committed.Epoch == long.MinValue || Engine.CloseThrough(_committed.Epoch - 1, _dropped);
        _dropped.Clear();
        if (!isThere)
        {
            return false;
        }

        // What was closed here after the commit is still to be told.
        while (_closings.TryPeek(out var closing) && (closing.Offset < boundary || closing.Through < _committed.Epoch))
        {
            _closings.Dequeue();
        }

        _repeated.Clear();
        CountersBefore = Engine.Counters;
        _isRepeating = false;
        return true;
    }

    /// <summary>Moves on as was done before. False: others have to close epochs first.</summary>
    private bool TryAdvanceAgain(long micros)
    {
        var isThere = Engine.AdvanceTo(micros, _isRepeating ? _dropped : _decisions);
        _dropped.Clear();
        if (isThere)
        {
            _repeated.Dequeue();
        }

        return isThere;
    }

    /// <summary>Records that are no events go with the position that stands behind them.</summary>
    private void TakeDead(long end)
    {
        if (_run is not { } run)
        {
            return;
        }

        for (; _deadPlace < run.Dead.Count && run.Dead[_deadPlace].Offset < end; _deadPlace++)
        {
            if (run.Dead[_deadPlace].Offset >= _committed.Offset)
            {
                _dead.Add(run.Dead[_deadPlace]);
            }
        }
    }

    private void StampDecisions(long timestamp)
    {
        while (_timestamps.Count < _decisions.Count)
        {
            _timestamps.Add(timestamp);
        }
    }
}
