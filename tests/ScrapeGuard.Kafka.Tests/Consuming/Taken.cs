using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Kafka.Tests.Consuming;

/// <summary>A receiver that keeps copies of all it is given.</summary>
internal sealed class Taken : IRecordReceiver
{
    public sealed record Record(int Partition, long Offset, long Millis, byte[]? Key, byte[]? Value);

    public List<Record> Records { get; } = [];

    /// <summary>Each partition's last told end.</summary>
    public Dictionary<int, long> Ends { get; } = [];

    public void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        Records.Add(new Record(head.Partition, head.Offset, head.TimestampMillis,
            head.HasKey ? key.ToArray() : null, head.HasValue ? value.ToArray() : null));

    public void ReachedEnd(int partition, long offset) => Ends[partition] = offset;
}
