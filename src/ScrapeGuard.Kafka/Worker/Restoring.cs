using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.State;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>Restores partitions beside the work of the others.</summary>
internal sealed class Restoring(WorkerContext context, int partitions, ProfileLog log, Action news) : IDisposable
{
    /// <summary>Partitions restored at a time.</summary>
    private const int MaxAtATime = 2;

    /// <summary>The share of a limited memory that events held back may take.</summary>
    private const int PendingMemoryShare = 8;

    /// <summary>Memory of an event held back, with its id.</summary>
    private const int PendingBytes = 256;

    private readonly SemaphoreSlim _places = new(MaxAtATime);
    private readonly Dictionary<int, Restore> _restores = [];

    /// <summary>What share of each partition that is being restored is done.</summary>
    public IEnumerable<(int Partition, double Share)> Shares =>
        _restores.Select(restore => (restore.Key, restore.Value.Share));

    /// <summary>Starts with a partition.</summary>
    public void Begin(AssignedPartition assigned)
    {
        var restore = new Restore();
        _restores[assigned.Partition] = restore;
        restore.Work = Task.Run(() => RestoreAsync(assigned, restore));
        _ = restore.Work.ContinueWith(_ => news(), TaskScheduler.Default);
    }

    /// <summary>Takes those that are done.</summary>
    /// <exception cref="WorkerFault">One could not be restored.</exception>
    public IReadOnlyList<PartitionWork> TakeDone()
    {
        var done = _restores.Where(restore => restore.Value.Work!.IsCompleted).ToList();
        done.ForEach(restore => _restores.Remove(restore.Key));
        var works = new List<PartitionWork>();
        foreach (var (_, restore) in done)
        {
            works.Add(restore.Work!.GetAwaiter().GetResult());
            restore.Dispose();
        }

        return works;
    }

    /// <summary>Gives a partition up, if it is being restored.</summary>
    public void Cancel(int partition)
    {
        if (_restores.Remove(partition, out var restore))
        {
            restore.Cancel();
        }
    }

    public void Dispose()
    {
        foreach (var restore in _restores.Values)
        {
            restore.Cancel();
        }

        _restores.Clear();
    }

    private async Task<PartitionWork> RestoreAsync(AssignedPartition assigned, Restore restore)
    {
        await _places.WaitAsync(restore.Token);
        try
        {
            using var span = WorkerTraces.Restore(assigned.Partition);
            var started = context.Time.GetTimestamp();
            var engine = NewEngine(assigned.Partition);
            var history = new StateReader(context, assigned.Partition, engine, assigned.Manifest).Restore(
                assigned.Committed, share => restore.Share = share, restore.Token);
            var closings = log.State.ClosingsFrom(assigned.Partition, assigned.Manifest.Offset);
            var duration = context.Time.GetElapsedTime(started);
            context.Metrics.Restored(duration, engine.AccountCount);
            WorkerLog.Restored(
                context.Log, assigned.Partition, engine.AccountCount, duration.TotalSeconds, assigned.Manifest.Offset,
                history.Progress.Offset);
            return new PartitionWork(
                assigned.Partition, engine, assigned.Inbox, assigned.Manifest, history, closings,
                context.Metrics);
        }
        catch (Confluent.Kafka.KafkaException exception)
        {
            throw new WorkerFault($"partition {assigned.Partition} cannot be restored: {exception.Message}", exception);
        }
        finally
        {
            _places.Release();
        }
    }

    private PartitionEngine NewEngine(int partition)
    {
        var all = new EngineOptions();
        var pending = context.Options.State.MemoryLimitBytes is { } limit
            ? Math.Min(all.MaxPendingEvents, limit / PendingMemoryShare / PendingBytes)
            : all.MaxPendingEvents;
        var options = all with { MaxPendingEvents = (int)Math.Max(1, pending / partitions) };
        var store = context.NewStore();
        return new PartitionEngine(partition, options, context.Policy, context.Model, log.State.Timeline, store)
        {
            Closed = log.Close,
        };
    }

    private sealed class Restore : IDisposable
    {
        private readonly CancellationTokenSource _cancelling = new();

        public Task<PartitionWork>? Work { get; set; }

        public double Share { get; set; }

        public CancellationToken Token => _cancelling.Token;

        /// <summary>Gives it up; what it has made is disposed of when it ends.</summary>
        public void Cancel()
        {
            _cancelling.Cancel();
            _ = Work?.ContinueWith(
                done =>
                {
                    if (done.IsCompletedSuccessfully)
                    {
                        done.Result.Dispose();
                    }

                    _cancelling.Dispose();
                },
                TaskScheduler.Default);
        }

        public void Dispose() => _cancelling.Dispose();
    }
}
