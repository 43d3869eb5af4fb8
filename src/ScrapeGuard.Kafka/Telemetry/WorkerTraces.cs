using System.Diagnostics;

namespace ScrapeGuard.Kafka.Telemetry;

/// <summary>The spans of a worker: what takes long and is rare. Judging an event is neither.</summary>
public static class WorkerTraces
{
    /// <summary>The source that they come from.</summary>
    public const string SourceName = "ScrapeGuard.Worker";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Decisions and offsets are committed.</summary>
    /// <returns>Null while nobody listens; to be disposed when done.</returns>
    public static Activity? Commit(int partitions, long decisions) =>
        Source.StartActivity("commit", ActivityKind.Client)
            ?.SetTag(WorkerMetricNames.MessagingSystemTag, "kafka")
            .SetTag(WorkerMetricNames.MessagingOperationTag, "commit")
            .SetTag("scrapeguard.partitions", partitions)
            .SetTag("scrapeguard.decisions", decisions);

    /// <summary>A partition's accounts are written to the state topic.</summary>
    /// <inheritdoc cref="Commit" path="/returns"/>
    public static Activity? Checkpoint(int partition) => OfPartition("checkpoint", partition);

    /// <summary>A partition's accounts are read back.</summary>
    /// <inheritdoc cref="Commit" path="/returns"/>
    public static Activity? Restore(int partition) => OfPartition("restore", partition);

    /// <summary>Marks a span as failed; null is taken, as the others give it.</summary>
    public static void Fail(Activity? span, string reason) => span?.SetStatus(ActivityStatusCode.Error, reason);

    private static Activity? OfPartition(string name, int partition) =>
        Source.StartActivity(name)?.SetTag(WorkerMetricNames.MessagingPartitionTag, PartitionText.Of(partition));
}
