using System.Diagnostics.Metrics;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Telemetry;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Kafka.Tests.Telemetry;

[NonParallelizable]
public sealed class WorkerMetricsAllocationTests
{
    private const int Batches = 1_000;
    private long _measurements;

    [Test]
    public void Batch_PartitionsSeen_AllocatesNothing()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == WorkerMetricNames.Meter)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => _measurements++);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => _measurements++);
        listener.Start();
        using var metrics = new WorkerMetrics(() => WorkerSnapshot.Empty);
        Work(metrics);
        var measured = _measurements;

        Allocated.By(() => Work(metrics)).Should().Be(0);

        (_measurements - measured).Should().Be(Allocated.Times * Batches * 14, "each call is to be listened to");
    }

    private static void Work(WorkerMetrics metrics)
    {
        for (var i = 0; i < Batches; i++)
        {
            metrics.EventsRead(i % 32, 500, 100_000);
            metrics.DeadLettered("no time", 1);
            metrics.Decided(Verdict.Throttle, PolicyMode.Shadow, 2);
            metrics.Committed(TimeSpan.FromMilliseconds(5));
            metrics.CommitFailed();
            metrics.Checkpointed(TimeSpan.FromMilliseconds(5), 10, 1_000);
            metrics.Rebalanced();
            metrics.Restored(TimeSpan.FromMilliseconds(5), 10);
            metrics.SessionRestarted();
            metrics.RecordLatency(0.2);
        }
    }
}
