using ScrapeGuard.Engine.Threading;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.State;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// One life of a worker: from joining the group to leaving it, or to the first fault. Its thread judges (with a crew),
/// another reads, commits run beside; nothing that it knows outlives it but what is in the topics.
/// </summary>
internal sealed class WorkerSession : IDisposable
{
    /// <summary>How long the last checkpoints may take when the worker is to stop.</summary>
    private static readonly TimeSpan LastCheckpoints = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan LongestCommit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Most accounts of a last checkpoint: what is written in a second or two.</summary>
    private const int MaxAccountsAtLast = 200_000;

    private readonly WorkerContext _context;
    private readonly AutoResetEvent _news = new(initialState: false);
    private readonly WorkCrew _crew;
    private readonly List<PartitionWork> _works = [];
    private readonly Confluent.Kafka.IProducer<byte[], byte[]?> _side;
    private readonly ProfileLog _log;
    private readonly GroupReader _reader;
    private readonly Committer _committer;
    private readonly Checkpointing _checkpoints;
    private readonly Restoring _restoring;
    private readonly PartitionEnds _ends;
    private readonly IdlePartitions _idle;
    private readonly WorkerReport _report;
    private Task? _committing;
    private long _lastCommit;
    private long _lastReport;

    /// <param name="context">The worker.</param>
    /// <param name="partitions">Partitions of the access events.</param>
    /// <param name="report">Where it tells how it stands.</param>
    /// <param name="stop">Asks to give up.</param>
    public WorkerSession(WorkerContext context, int partitions, WorkerReport report, CancellationToken stop)
    {
        (_context, _report) = (context, report);
        _crew = new WorkCrew(Math.Min(context.Options.Threads, partitions));
        _side = context.Build(KafkaConfigs.Side(context.Options.Kafka, context.Options.State.MemoryLimitBytes));
        try
        {
            context.Meet(_side, context.Options.Kafka.Topics.Profiles, context.Options.Kafka.Topics.State);
            _log = ProfileLog.Open(context, partitions, _side, News, stop);
        }
        catch
        {
            _side.Dispose();
            _crew.Dispose();
            _news.Dispose();
            throw;
        }

        _reader = new GroupReader(context, partitions, _log, News);
        _committer = new Committer(context, _reader.Consumer);
        _checkpoints = new Checkpointing(context, _log, new CheckpointStore(context, _side), _committer);
        _restoring = new Restoring(context, partitions, _log, News);
        _ends = new PartitionEnds(context, _reader.Consumer, () => _log.State.Newest);
        _idle = new IdlePartitions(context, _log, _ends);
    }

    /// <summary>Works until it is to stop, then ends where all is committed.</summary>
    /// <exception cref="WorkerFault">Something cannot go on; what was not committed is to be done again.</exception>
    public void Run(CancellationToken stop)
    {
        using var wakeUp = stop.Register(News);
        _committer.Begin();
        _reader.Start();
        while (!stop.IsCancellationRequested)
        {
            _context.Health.Beat();
            _log.ThrowIfFailed();
            _reader.ThrowIfFailed();
            TakeOver();
            Answer(stop);
            var hasMoved = !IsCommitLate && Judge();
            hasMoved |= _idle.Follow(_works);
            EndCommit();
            BeginCommit(stop);
            _checkpoints.Publish();
            Report();
            if (!hasMoved)
            {
                _news.WaitOne(Nap);
            }
        }

        Finish();
    }

    /// <summary>The last commit takes long: nothing more is judged, lest decisions pile up.</summary>
    private bool IsCommitLate =>
        _committing is { IsCompleted: false } && _context.Time.GetElapsedTime(_lastCommit) > LongestCommit;

    public void Dispose()
    {
        _restoring.Dispose();

        // What is under way uses the consumer. A consumer that has left its group names no member to a commit, which
        // the brokers would take from anybody.
        _committing?.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _ends.Dispose();
        _reader.Dispose();
        _log.Dispose();
        _committer.Dispose();
        _side.Dispose();
        foreach (var work in _works)
        {
            _report.Left(work);
            work.Dispose();
        }

        _crew.Dispose();
        _news.Dispose();
    }

    private void News() => _news.Set();

    private void TakeOver()
    {
        while (_reader.Assigned.TryDequeue(out var assigned))
        {
            _restoring.Begin(assigned);
        }

        foreach (var work in _restoring.TakeDone())
        {
            _works.Add(work);
            _checkpoints.Add(work);
        }
    }

    private bool Judge()
    {
        if (_works.Count == 0)
        {
            return false;
        }

        var moved = 0;
        _crew.Run(thread =>
        {
            for (var i = thread; i < _works.Count; i += _crew.Size)
            {
                if (_works[i].Step())
                {
                    Volatile.Write(ref moved, 1);
                }
            }
        });
        return moved != 0;
    }

    private void BeginCommit(CancellationToken stop)
    {
        var sinceLast = _context.Time.GetElapsedTime(_lastCommit).TotalMilliseconds;
        if (_committing is not null || sinceLast < _context.Options.CommitMilliseconds)
        {
            return;
        }

        _checkpoints.CaptureDue(_works);
        Commit(stop);
    }

    private void Commit(CancellationToken stop)
    {
        var outputs = _works.Where(work => work.HasOutput).Select(work => work.TakeOutput()).ToList();
        _lastCommit = _context.Time.GetTimestamp();
        _committing = outputs.Count == 0
            ? Task.CompletedTask
            : Task.Factory.StartNew(
                () => _committer.Commit(outputs, stop), CancellationToken.None, TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        _ = _committing.ContinueWith(_ => News(), TaskScheduler.Default);
    }

    private void EndCommit()
    {
        if (_committing is { IsCompleted: true } done)
        {
            _committing = null;
            done.GetAwaiter().GetResult();
            _checkpoints.Committed();
        }
    }

    private void WaitForCommit()
    {
        _committing?.GetAwaiter().GetResult();
        EndCommit();
    }

    /// <summary>Gives partitions up, when the group asks for them.</summary>
    private void Answer(CancellationToken stop)
    {
        if (_reader.Revocation is not { } revocation || revocation.Answered.IsSet)
        {
            return;
        }

        // What is given up may have been assigned a moment ago.
        TakeOver();
        if (!revocation.IsLost)
        {
            CommitAll(_works.Where(work => revocation.Partitions.Contains(work.Partition)), stop);
        }

        foreach (var partition in revocation.Partitions)
        {
            GiveUp(partition);
        }

        revocation.Answered.Set();
        if (revocation.IsLost)
        {
            throw new WorkerFault("the group has given the partitions to others");
        }
    }

    private void GiveUp(int partition)
    {
        _restoring.Cancel(partition);
        _checkpoints.Remove(partition);
        if (_works.Find(work => work.Partition == partition) is { } work)
        {
            _report.Left(work);
            _works.Remove(work);
            work.Dispose();
        }
    }

    /// <summary>
    /// Commits everything, and for partitions that go a last checkpoint, so that their heirs need not repeat.
    /// </summary>
    private void CommitAll(IEnumerable<PartitionWork> leaving, CancellationToken stop)
    {
        WaitForCommit();
        var changed = 0;
        foreach (var work in leaving.Where(work => work is { IsRepeating: false, SinceCheckpoint: > 0 }))
        {
            changed += work.Engine.ChangedAccounts;
            if (changed <= MaxAccountsAtLast)
            {
                _checkpoints.Capture(work);
            }
        }

        Commit(stop);
        WaitForCommit();
        _checkpoints.Finish(LastCheckpoints);
    }

    private void Finish()
    {
        // A rebalance under way gets its answer, with its commit: it is over before anything is committed after it.
        _reader.EndReading();
        var started = _context.Time.GetTimestamp();
        while (!_reader.HasEnded && _context.Time.GetElapsedTime(started) < LongestCommit)
        {
            Answer(CancellationToken.None);
            _news.WaitOne(Nap);
        }

        _reader.Stop();
        CommitAll(_works, CancellationToken.None);
        _side.Flush(LastCheckpoints);
        WorkerLog.Stopped(_context.Log, _context.Owner);
    }

    private void Report()
    {
        if (_context.Time.GetElapsedTime(_lastReport) >= ReportEvery)
        {
            _lastReport = _context.Time.GetTimestamp();
            _report.Tell(_works, _restoring.Shares, _idle, _reader, _checkpoints.AgeSeconds);
            if (_context.Health.Read().Components.Any(part => part is { Component: HealthNames.Kafka, IsReady: false }))
            {
                // Without traffic there are no commits that would show that the brokers are back.
                _ends.Ask(partition: 0);
            }
        }
    }
}
