namespace ScrapeGuard.Kafka.Consuming;

/// <summary>Where a record stands, and what its spans cannot say: an empty span may be nothing or an empty
/// value.</summary>
/// <param name="Partition">Its partition.</param>
/// <param name="Offset">Its place in the partition.</param>
/// <param name="TimestampMillis">Milliseconds since 1970 UTC; below 0 when it has none.</param>
/// <param name="HasKey">False: its key is null.</param>
/// <param name="HasValue">False: its value is null, which in a compacted topic removes the key.</param>
public readonly record struct RecordHead(
    int Partition, long Offset, long TimestampMillis, bool HasKey = true, bool HasValue = true);
