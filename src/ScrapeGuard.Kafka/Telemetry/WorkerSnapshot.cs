namespace ScrapeGuard.Kafka.Telemetry;

/// <summary>
/// How a worker stands. The counters are cumulative over the life of the process: a partition that leaves, or a session
/// that starts anew, takes nothing back, or whoever reads them sees a fall as a start from nothing.
/// </summary>
public sealed record WorkerSnapshot
{
    /// <summary>A worker that has no partition yet.</summary>
    public static WorkerSnapshot Empty { get; } = new();

    /// <summary>The partitions assigned now, each once.</summary>
    public IReadOnlyList<PartitionSnapshot> Partitions { get; init; } = [];

    /// <summary>Events that count, once each.</summary>
    public long Events { get; init; }

    /// <summary>Events too old to be judged.</summary>
    public long Late { get; init; }

    /// <summary>Events whose id was seen within the grace.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events of broken clocks.</summary>
    public long ImplausibleTime { get; init; }

    /// <summary>Events of allowlisted accounts.</summary>
    public long Allowlisted { get; init; }

    /// <summary>Accounts that made room for others before their time.</summary>
    public long EvictedEarly { get; init; }

    /// <summary>Accounts forgotten after a long time without an event.</summary>
    public long EvictedIdle { get; init; }

    /// <summary>Events judged before the grace was over, for want of room.</summary>
    public long ReleasedEarly { get; init; }

    /// <summary>Times that an account was scored.</summary>
    public long Evaluations { get; init; }

    /// <summary>Seconds since the oldest of the partitions' newest checkpoints; below 0: there is none yet.</summary>
    public long LatestCheckpointAgeSeconds { get; init; } = -1;
}
