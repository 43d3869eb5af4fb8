namespace ScrapeGuard.Kafka.Telemetry;

/// <summary>How one partition of a worker stands.</summary>
/// <param name="Partition">Its number.</param>
/// <param name="LagRecords">Records between what is judged and the partition's end; below 0: unknown.</param>
/// <param name="WatermarkDelaySeconds">Wall clock less the event time judged; NaN: unknown.</param>
/// <param name="Accounts">Accounts held.</param>
/// <param name="StateBytes">Bytes that they take.</param>
/// <param name="RestoredShare">Of the state that is read back after an assignment, 0 to 1; 1: done.</param>
/// <param name="IsPaused">Nothing is read, so that what is read already can be judged.</param>
/// <param name="IsIdle">Read to its end, and nothing new for a while.</param>
public sealed record PartitionSnapshot(
    int Partition,
    long LagRecords,
    double WatermarkDelaySeconds,
    long Accounts,
    long StateBytes,
    double RestoredShare,
    bool IsPaused,
    bool IsIdle);
