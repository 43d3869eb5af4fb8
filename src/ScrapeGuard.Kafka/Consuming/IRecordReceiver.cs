namespace ScrapeGuard.Kafka.Consuming;

/// <summary>Takes the records that a <see cref="RecordReader"/> reads, on the thread that reads.</summary>
/// <remarks>
/// Once a handler of lost or revoked partitions has run, none of their records comes; nor does one from before a seek
/// or of a paused partition once that call is over. But a record may come twice: where the library pauses a partition
/// for a rebalance just as its record is handed out, it reads on from that record. So a receiver keeps the offset that
/// it expects of each partition and drops a lower one. A higher one is no loss: transactions and compaction leave gaps.
/// </remarks>
public interface IRecordReceiver
{
    /// <summary>A record. The spans are good during the call only.</summary>
    void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value);

    /// <summary>A partition has been read to where it ends for now (with <c>enable.partition.eof</c>).</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="offset">The next offset to read.</param>
    void ReachedEnd(int partition, long offset);
}
