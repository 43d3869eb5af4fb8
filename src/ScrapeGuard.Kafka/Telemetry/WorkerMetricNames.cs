namespace ScrapeGuard.Kafka.Telemetry;

/// <summary>
/// The instruments of a worker, all that dashboards and alerts may ask for. In Prometheus' text dots become
/// underscores, the unit follows, then <c>_total</c> on a counter: <c>scrapeguard_decisions_made_total</c>.
/// </summary>
public static class WorkerMetricNames
{
    /// <summary>The meter that has them all.</summary>
    public const string Meter = "ScrapeGuard.Worker";

    // As OpenTelemetry's semantic conventions for messaging have it.
    public const string Consumed = "messaging.client.consumed.messages";

    // Counters, pushed.
    public const string ReadBytes = "scrapeguard.events.read";
    public const string DeadLettered = "scrapeguard.events.dead_lettered";
    public const string Decisions = "scrapeguard.decisions.made";
    public const string CommitsFailed = "scrapeguard.commits.failed";
    public const string CheckpointAccounts = "scrapeguard.checkpoints.accounts";
    public const string CheckpointBytes = "scrapeguard.checkpoints.written";
    public const string Rebalances = "scrapeguard.partitions.rebalances";
    public const string RestoredAccounts = "scrapeguard.restores.accounts";
    public const string SessionRestarts = "scrapeguard.sessions.restarted";

    // Histograms, seconds.
    public const string DecisionLatency = "scrapeguard.decisions.latency";
    public const string CommitDuration = "scrapeguard.commits.duration";
    public const string CheckpointDuration = "scrapeguard.checkpoints.duration";
    public const string RestoreDuration = "scrapeguard.restores.duration";

    // Counters, from the snapshot.
    public const string Events = "scrapeguard.events.counted";
    public const string Late = "scrapeguard.events.late";
    public const string Duplicates = "scrapeguard.events.duplicate";
    public const string ImplausibleTime = "scrapeguard.events.implausible_time";
    public const string Allowlisted = "scrapeguard.events.allowlisted";
    public const string ReleasedEarly = "scrapeguard.events.released_early";
    public const string EvictedEarly = "scrapeguard.accounts.evicted_early";
    public const string EvictedIdle = "scrapeguard.accounts.evicted_idle";
    public const string Evaluations = "scrapeguard.accounts.evaluations";

    // Gauges, from the snapshot; all but the first by partition.
    public const string CheckpointAge = "scrapeguard.checkpoints.age";
    public const string Lag = "scrapeguard.partition.lag";
    public const string WatermarkDelay = "scrapeguard.partition.watermark_delay";
    public const string Accounts = "scrapeguard.partition.accounts";
    public const string StateSize = "scrapeguard.partition.state_size";
    public const string Restored = "scrapeguard.partition.restored";
    public const string Paused = "scrapeguard.partition.paused";
    public const string Idle = "scrapeguard.partition.idle";

    // Tags.
    public const string PartitionTag = "partition";
    public const string ReasonTag = "reason";
    public const string VerdictTag = "verdict";
    public const string ModeTag = "mode";
    public const string MessagingSystemTag = "messaging.system";
    public const string MessagingOperationTag = "messaging.operation.name";
    public const string MessagingPartitionTag = "messaging.destination.partition.id";

    /// <summary>Every instrument.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Consumed, ReadBytes, DeadLettered, Decisions, CommitsFailed, CheckpointAccounts, CheckpointBytes, Rebalances,
        RestoredAccounts, SessionRestarts, DecisionLatency, CommitDuration, CheckpointDuration, RestoreDuration, Events,
        Late, Duplicates, ImplausibleTime, Allowlisted, ReleasedEarly, EvictedEarly, EvictedIdle, Evaluations,
        CheckpointAge, Lag, WatermarkDelay, Accounts, StateSize, Restored, Paused, Idle,
    ];
}
