using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.State;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// Takes checkpoints one partition after the other, when their time has come. One is captured at the very place of a
/// commit, is written while the work goes on, and counts when both it and that commit are with the brokers.
/// </summary>
internal sealed class Checkpointing(WorkerContext context, ProfileLog log, CheckpointStore store, Committer committer)
{
    /// <summary>Size of a chunk: half of what a broker takes by its defaults.</summary>
    public const int ChunkBytes = 512 * 1_024;

    /// <summary>So many records are judged again in some ten seconds.</summary>
    private const long MaxRecordsBetween = 5_000_000;

    /// <summary>The share of a limited memory that the accounts of one checkpoint may take on their way.</summary>
    private const int MemoryShare = 16;

    private const int AccountBytes = 1_024;

    private readonly Dictionary<int, long> _last = [];
    private readonly List<Running> _running = [];
    private readonly List<Published> _published = [];

    /// <summary>Seconds since the oldest of the newest checkpoints; below 0: there is none.</summary>
    public long AgeSeconds => _last.Count == 0
        ? -1
        : (long)_last.Values.Max(last => context.Time.GetElapsedTime(last).TotalSeconds);

    /// <summary>A partition is taken over.</summary>
    public void Add(PartitionWork work) => _last[work.Partition] = context.Time.GetTimestamp();

    /// <summary>A partition is given up.</summary>
    public void Remove(int partition)
    {
        _last.Remove(partition);
        _running.RemoveAll(running => running.Work.Partition == partition);
        _published.RemoveAll(published => published.Partition == partition);
    }

    /// <summary>
    /// Captures the partition that has waited longest, if it is time; between two steps, just before a commit.
    /// </summary>
    public void CaptureDue(IEnumerable<PartitionWork> works)
    {
        var due = works.Where(IsDue).MaxBy(work => context.Time.GetElapsedTime(_last[work.Partition]));
        if (due is not null)
        {
            Capture(due);
        }
    }

    /// <summary>Captures a partition now.</summary>
    public void Capture(PartitionWork work)
    {
        var started = context.Time.GetTimestamp();
        var scanFrom = Math.Max(committer.StateOffset(work.Partition), work.Manifest.ScanFrom);
        var writing = store.Begin(work.Partition, work.Checkpointer.NextNumber);
        var checkpoint = work.Checkpointer.Capture(writing);
        work.SinceCheckpoint = 0;
        _last[work.Partition] = started;
        var manifest = new CheckpointManifest
        {
            Number = checkpoint.Number,
            LiveFrom = checkpoint.LiveFrom,
            Offset = work.Position,
            Epoch = work.Engine.CurrentEpoch,
            ScanFrom = scanFrom,
            Accounts = work.Engine.AccountCount,
        };
        _running.Add(new Running(work, checkpoint, manifest, writing.FinishAsync(), started));
    }

    /// <summary>Says that all that was captured so far is committed.</summary>
    public void Committed() => _running.ForEach(running => running.IsCommitted = true);

    /// <summary>Publishes what is complete.</summary>
    /// <exception cref="WorkerFault">One could not be written.</exception>
    public void Publish()
    {
        // Each names the parts of the one before, so a partition's are published in their order.
        for (var i = 0; i < _running.Count;)
        {
            var running = _running[i];
            var isFirst = !_running.Take(i).Any(earlier => earlier.Work == running.Work);
            if (running.Written.IsFaulted || (isFirst && running.Written.IsCompleted && running.IsCommitted))
            {
                _running.RemoveAt(i);
                Publish(running, running.Written.GetAwaiter().GetResult());
            }
            else
            {
                i++;
            }
        }

        RemoveOld();
    }

    /// <summary>Waits for what is being written and is committed.</summary>
    public void Finish(TimeSpan patience)
    {
        Task.WaitAny(Task.WhenAll(_running.Select(running => running.Written)), Task.Delay(patience, context.Time));
        Publish();
        log.WaitUntil(
            () =>
            {
                RemoveOld();
                return _published.Count == 0;
            },
            patience);
    }

    private long MaxChangedAccounts => context.Options.State.MemoryLimitBytes is { } limit
        ? limit / MemoryShare / AccountBytes
        : long.MaxValue;

    private TimeSpan Interval => TimeSpan.FromSeconds(context.Options.State.CheckpointSeconds);

    private bool IsDue(PartitionWork work) =>
        work is { IsRepeating: false, SinceCheckpoint: > 0 }
        && !_running.Exists(running => running.Work == work)
        && (work.SinceCheckpoint >= MaxRecordsBetween || work.Engine.ChangedAccounts >= MaxChangedAccounts
            || context.Time.GetElapsedTime(_last[work.Partition]) >= Interval);

    private void Publish(Running running, CheckpointParts written)
    {
        var work = running.Work;
        var manifest = running.Manifest with
        {
            Parts =
            [
                .. work.Manifest.Parts.Where(part => part.Number >= running.Manifest.LiveFrom),
                written.Accounts,
            ],
            Pending = written.Pending,
            Head = written.Head,
        };
        log.Publish(work.Partition, manifest);

        // An advance at the checkpoint's own offset may have come after it.
        var old = work.AdvancedAt.Where(offset => offset < manifest.Offset).ToList();
        work.AdvancedAt.RemoveAll(offset => offset < manifest.Offset);
        _published.Add(new Published(work.Partition, work.Manifest, manifest, old));
        work.Manifest = manifest;
        log.SumUp(writes: work.Partition == 0);
        using var span = WorkerTraces.Checkpoint(work.Partition);
        var duration = context.Time.GetElapsedTime(running.Started);
        context.Metrics.Checkpointed(duration, running.Checkpoint.Accounts, running.Checkpoint.Bytes);
    }

    /// <summary>
    /// Removes what newer checkpoints have made needless, once these have come back from the profiles topic as the
    /// partition's newest: one that was published too late, after another worker had taken the partition over, is void,
    /// and the other needs the one before.
    /// </summary>
    private void RemoveOld()
    {
        for (var i = _published.Count - 1; i >= 0; i--)
        {
            var (partition, _, newest, _) = _published[i];
            if (log.State.ManifestOf(partition) is not { } known || known.Number != newest.Number
                || known.Head != newest.Head)
            {
                continue;
            }

            // Those before it in the list came before it in the topic.
            var valid = _published.Take(i + 1).Where(published => published.Partition == partition).ToList();
            foreach (var (_, before, now, advances) in valid)
            {
                store.Remove(partition, before, now, advances);
            }

            i -= valid.Count - 1;
            _published.RemoveAll(valid.Contains);
        }
    }

    private sealed record Published(
        int Partition, CheckpointManifest Before, CheckpointManifest Now, IReadOnlyList<long> Advances);

    private sealed record Running(
        PartitionWork Work, PartitionCheckpoint Checkpoint, CheckpointManifest Manifest, Task<CheckpointParts> Written,
        long Started)
    {
        public bool IsCommitted { get; set; }
    }
}
