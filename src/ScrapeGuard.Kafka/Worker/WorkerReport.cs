using Confluent.Kafka;
using ScrapeGuard.Engine;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// How a worker stands, for whoever asks from another thread. What was counted stays counted when partitions go.
/// </summary>
internal sealed class WorkerReport(WorkerContext context)
{
    private readonly Dictionary<PartitionWork, EngineCounters> _seen = [];
    private EngineCounters _total;
    private volatile WorkerSnapshot _snapshot = WorkerSnapshot.Empty;

    public WorkerSnapshot Snapshot => _snapshot;

    /// <summary>A partition leaves.</summary>
    public void Left(PartitionWork work)
    {
        Count(work);
        _seen.Remove(work);
    }

    public void Tell(
        IReadOnlyList<PartitionWork> works, IEnumerable<(int Partition, double Share)> restoring, IdlePartitions idle,
        GroupReader reader, long checkpointAge)
    {
        foreach (var work in works)
        {
            Count(work);
        }

        var shares = restoring.ToList();
        _snapshot = new WorkerSnapshot
        {
            Partitions =
            [
                .. works.Select(work => Of(work, idle, reader)),
                .. shares.Select(restore => new PartitionSnapshot(
                    restore.Partition, LagRecords: -1, double.NaN, Accounts: 0, StateBytes: 0, restore.Share,
                    IsPaused: false, IsIdle: false)),
            ],
            Events = _total.Events,
            Late = _total.Late,
            Duplicates = _total.Duplicates,
            ImplausibleTime = _total.ImplausibleTime,
            Allowlisted = _total.Allowlisted,
            EvictedEarly = _total.EvictedEarly,
            EvictedIdle = _total.EvictedIdle,
            ReleasedEarly = _total.ReleasedEarly,
            Evaluations = _total.Evaluations,
            LatestCheckpointAgeSeconds = checkpointAge,
        };
        SayHealth(works, shares.Count, reader.HasJoined);
    }

    private void SayHealth(IReadOnlyList<PartitionWork> works, int restoring, bool hasJoined)
    {
        var repeating = works.Count(work => work.IsRepeating);
        if (!hasJoined)
        {
            context.Health.NotReady(HealthNames.State, "waits for the group to deal its partitions");
        }
        else if (restoring > 0 || repeating > 0)
        {
            context.Health.NotReady(
                HealthNames.State, $"restores {restoring} partitions, reads {repeating} again up to their last commit");
        }
        else
        {
            context.Health.Ready(HealthNames.State);
        }
    }

    private PartitionSnapshot Of(PartitionWork work, IdlePartitions idle, GroupReader reader)
    {
        var topic = new TopicPartition(context.Options.Kafka.Topics.AccessEvents, work.Partition);
        var end = reader.Consumer.GetWatermarkOffsets(topic).High.Value;
        var released = work.Engine.ReleasedSecond;
        var now = context.Time.GetUtcNow().ToUnixTimeSeconds();
        return new PartitionSnapshot(
            work.Partition,
            end >= 0 ? Math.Max(0, end - work.Position) : -1,
            released > 0 ? now - released : double.NaN,
            work.Engine.AccountCount,
            work.Engine.AccountBytes,
            RestoredShare: 1,
            work.Inbox.IsPaused,
            idle.IsIdle(work));
    }

    private void Count(PartitionWork work)
    {
        if (!work.IsRepeating)
        {
            var now = work.Engine.Counters;
            _total.Add(now.Less(_seen.GetValueOrDefault(work, work.CountersBefore)));
            _seen[work] = now;
        }
    }
}
