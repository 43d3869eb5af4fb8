using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using Names = ScrapeGuard.Kafka.Telemetry.WorkerMetricNames;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ScrapeGuard.Kafka.Telemetry;

/// <summary>
/// Counts what a worker does. Called once a batch, from any thread; nothing is allocated once each partition has been
/// seen. To be made after whoever listens, so that the counters start at zero and not at their first rise: a failure
/// that makes the series would be no rise to an alert.
/// </summary>
public sealed partial class WorkerMetrics : IDisposable
{
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60],
    };

    private static readonly Tag[] Verdicts =
        [.. Enum.GetValues<Verdict>().Select(verdict => new Tag(Names.VerdictTag, VerdictNames.Of(verdict)))];

    private static readonly Tag Enforce = new(Names.ModeTag, "enforce");
    private static readonly Tag Shadow = new(Names.ModeTag, "shadow");

    private readonly Meter _meter = new(Names.Meter);
    private readonly ConcurrentDictionary<int, PartitionTags> _partitions = new();
    private readonly Counter<long> _consumed;
    private readonly Counter<long> _readBytes;
    private readonly Counter<long> _deadLettered;
    private readonly Counter<long> _decisions;
    private readonly Counter<long> _commitsFailed;
    private readonly Counter<long> _checkpointAccounts;
    private readonly Counter<long> _checkpointBytes;
    private readonly Counter<long> _rebalances;
    private readonly Counter<long> _restoredAccounts;
    private readonly Counter<long> _sessionRestarts;
    private readonly Histogram<double> _latency;
    private readonly Histogram<double> _commits;
    private readonly Histogram<double> _checkpoints;
    private readonly Histogram<double> _restores;

    /// <param name="snapshot">
    /// Called from any thread, once an instrument whenever somebody collects: is to be cheap, and must not wait.
    /// </param>
    public WorkerMetrics(Func<WorkerSnapshot> snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _consumed = Counter(Names.Consumed, "{message}", "Records read from the topic of access events.");
        _readBytes = Counter(Names.ReadBytes, "By", "Bytes of the records read.");
        _deadLettered = Counter(Names.DeadLettered, "{record}", "Records that were no event, by reason.");
        _decisions = Counter(Names.Decisions, "{decision}", "Decisions, by verdict and mode.");
        _commitsFailed = Counter(Names.CommitsFailed, "{commit}", "Commits that failed.");
        _checkpointAccounts = Counter(Names.CheckpointAccounts, "{account}", "Accounts written by checkpoints.");
        _checkpointBytes = Counter(Names.CheckpointBytes, "By", "Bytes written by checkpoints.");
        _rebalances = Counter(Names.Rebalances, "{rebalance}", "Times that partitions were shared out anew.");
        _restoredAccounts = Counter(Names.RestoredAccounts, "{account}", "Accounts read back from the state topic.");
        _sessionRestarts = Counter(Names.SessionRestarts, "{restart}", "Times that work began anew after a fault.");
        _latency = Duration(Names.DecisionLatency, "From a record's time of writing to the commit of its decision.");
        _commits = Duration(Names.CommitDuration, "Duration of commits that succeeded.");
        _checkpoints = Duration(Names.CheckpointDuration, "Duration of a partition's checkpoint.");
        _restores = Duration(Names.RestoreDuration, "Duration of a partition's restore.");
        Observe(snapshot);
        StartAtZero();
    }

    /// <summary>A batch of one partition was read.</summary>
    public void EventsRead(int partition, long count, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        var tags = _partitions.GetOrAdd(partition, static number => new PartitionTags(number));
        _consumed.Add(count, tags.Messaging);
        _readBytes.Add(bytes, tags.Own);
    }

    /// <summary>Records went to the dead-letter topic.</summary>
    /// <param name="reason">One of a few fixed words, never text from a record.</param>
    /// <param name="count">How many.</param>
    public void DeadLettered(string reason, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _deadLettered.Add(count, new Tag(Names.ReasonTag, reason));
    }

    /// <summary>Decisions were committed.</summary>
    public void Decided(Verdict verdict, PolicyMode mode, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _decisions.Add(count, Verdicts[(int)verdict], mode == PolicyMode.Enforce ? Enforce : Shadow);
    }

    /// <summary>Decisions and offsets were committed.</summary>
    public void Committed(TimeSpan duration) => _commits.Record(duration.TotalSeconds);

    /// <summary>A commit failed; what it held is judged again.</summary>
    public void CommitFailed() => _commitsFailed.Add(1);

    /// <summary>A partition's accounts were written.</summary>
    public void Checkpointed(TimeSpan duration, long accounts, long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(accounts);
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _checkpoints.Record(duration.TotalSeconds);
        _checkpointAccounts.Add(accounts);
        _checkpointBytes.Add(bytes);
    }

    /// <summary>The group's partitions were shared out anew.</summary>
    public void Rebalanced() => _rebalances.Add(1);

    /// <summary>A partition's accounts were read back.</summary>
    public void Restored(TimeSpan duration, long accounts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(accounts);
        _restores.Record(duration.TotalSeconds);
        _restoredAccounts.Add(accounts);
    }

    /// <summary>The worker began anew after a fault.</summary>
    public void SessionRestarted() => _sessionRestarts.Add(1);

    /// <summary>A record led to a decision that is now committed.</summary>
    /// <param name="seconds">
    /// Since the record was written; the clocks are two machines', so that less than nothing counts as nothing.
    /// </param>
    public void RecordLatency(double seconds)
    {
        if (!double.IsFinite(seconds))
        {
            throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "must be finite");
        }

        _latency.Record(Math.Max(0, seconds));
    }

    public void Dispose() => _meter.Dispose();

    private Counter<long> Counter(string name, string unit, string description) =>
        _meter.CreateCounter<long>(name, unit, description);

    private Histogram<double> Duration(string name, string description) =>
        _meter.CreateHistogram(name, "s", description, tags: null, Seconds);

    private void StartAtZero()
    {
        foreach (var counter in (ReadOnlySpan<Counter<long>>)
            [_commitsFailed, _checkpointAccounts, _checkpointBytes, _rebalances, _restoredAccounts, _sessionRestarts])
        {
            counter.Add(0);
        }

        for (var verdict = Verdict.Observe; verdict <= Verdict.Restore; verdict++)
        {
            Decided(verdict, PolicyMode.Enforce, 0);
            Decided(verdict, PolicyMode.Shadow, 0);
        }
    }

    private sealed class PartitionTags(int partition)
    {
        public Tag[] Messaging { get; } =
        [
            new(Names.MessagingSystemTag, "kafka"),
            new(Names.MessagingOperationTag, "poll"),
            new(Names.MessagingPartitionTag, PartitionText.Of(partition)),
        ];

        public Tag Own { get; } = new(Names.PartitionTag, PartitionText.Of(partition));
    }
}
