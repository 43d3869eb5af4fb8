using System.Diagnostics.Metrics;
using Names = ScrapeGuard.Kafka.Telemetry.WorkerMetricNames;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ScrapeGuard.Kafka.Telemetry;

/// <summary>What is asked for when somebody collects.</summary>
public sealed partial class WorkerMetrics
{
    private void Observe(Func<WorkerSnapshot> snapshot)
    {
        ObserveCounters(snapshot);
        ObservePartitions(snapshot);
        _meter.CreateObservableGauge(
            Names.CheckpointAge,
            () => snapshot().LatestCheckpointAgeSeconds is var age and >= 0
                ? [new Measurement<long>(age)]
                : Array.Empty<Measurement<long>>(),
            "s",
            "Since the oldest of the partitions' newest checkpoints.");
    }

    private void ObserveCounters(Func<WorkerSnapshot> snapshot)
    {
        Total(Names.Events, "{event}", "Events that count, once each.", s => s.Events);
        Total(Names.Late, "{event}", "Events too old to be judged.", s => s.Late);
        Total(Names.Duplicates, "{event}", "Events whose id was seen within the grace.", s => s.Duplicates);
        Total(Names.ImplausibleTime, "{event}", "Events of broken clocks.", s => s.ImplausibleTime);
        Total(Names.Allowlisted, "{event}", "Events of allowlisted accounts.", s => s.Allowlisted);
        Total(Names.ReleasedEarly, "{event}", "Events judged before the grace was over.", s => s.ReleasedEarly);
        Total(Names.EvictedEarly, "{account}", "Accounts that made room before their time.", s => s.EvictedEarly);
        Total(Names.EvictedIdle, "{account}", "Accounts forgotten after a long time idle.", s => s.EvictedIdle);
        Total(Names.Evaluations, "{evaluation}", "Times that an account was scored.", s => s.Evaluations);

        void Total(string name, string unit, string description, Func<WorkerSnapshot, long> value) =>
            _meter.CreateObservableCounter(name, () => value(snapshot()), unit, description);
    }

    private void ObservePartitions(Func<WorkerSnapshot> snapshot)
    {
        Gauge(Names.Lag, "{record}", "Records not yet judged.", p => p.LagRecords < 0 ? double.NaN : p.LagRecords);
        Gauge(Names.WatermarkDelay, "s", "Wall clock less the event time judged.", p => p.WatermarkDelaySeconds);
        Gauge(Names.Accounts, "{account}", "Accounts held.", p => p.Accounts);
        Gauge(Names.StateSize, "By", "Bytes that the accounts held take.", p => p.StateBytes);
        Gauge(Names.Restored, "1", "Share of the state that is read back; 1 when done.", p => p.RestoredShare);
        Gauge(Names.Paused, "", "1 while nothing is read, to judge what is.", p => p.IsPaused ? 1 : 0);
        Gauge(Names.Idle, "", "1 while the partition has nothing new.", p => p.IsIdle ? 1 : 0);

        void Gauge(string name, string unit, string description, Func<PartitionSnapshot, double> value) =>
            _meter.CreateObservableGauge(name, () => ByPartition(snapshot(), value), unit, description);
    }

    // What is unknown is left out: a NaN would spoil every sum over the partitions.
    private static IEnumerable<Measurement<double>> ByPartition(
        WorkerSnapshot snapshot, Func<PartitionSnapshot, double> value) =>
        from partition in snapshot.Partitions
        let number = value(partition)
        where !double.IsNaN(number)
        select new Measurement<double>(number, new Tag(Names.PartitionTag, PartitionText.Of(partition.Partition)));
}
