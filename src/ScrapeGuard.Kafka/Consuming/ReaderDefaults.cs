using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Consuming;

/// <summary>The settings of a consumer that a <see cref="RecordReader"/> reads with.</summary>
public static class ReaderDefaults
{
    /// <summary>
    /// Sets what reading rests on (progress is committed by the caller, ends are told), and how much is fetched ahead
    /// where the user has not said.
    /// </summary>
    public static void Apply(ConsumerConfig config)
    {
        config.EnableAutoCommit = false;
        config.EnableAutoOffsetStore = false;
        config.EnablePartitionEof = true;

        // With so many records waiting the library fetches no more, and looks again after up to a second: its own
        // 100,000 are read in less, and the reader would stand still. The bytes are the bound that counts.
        config.QueuedMinMessages ??= 10_000_000;
    }
}
