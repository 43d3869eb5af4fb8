using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Consuming;

/// <summary>
/// Where partitions begin and end, by their leaders' own word, within a time. <c>QueryWatermarkOffsets</c> of the
/// consumer has no such time: before librdkafka 2.3 it waits for as long as the leader is away (its issue 2588), and
/// whoever waits for it hangs until that broker is back. The same question as one for times (ListOffsets; -2 and -1
/// stand for the begin and the end) is given up in time.
/// </summary>
public static class LeaderMarks
{
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(5);

    private static readonly Timestamp Begin = new(-2, TimestampType.CreateTime);
    internal static readonly Timestamp End = new(-1, TimestampType.CreateTime);

    /// <summary>The first offset that is kept.</summary>
    /// <exception cref="KafkaException">The leader has not answered in time, or refuses.</exception>
    public static long BeginOf<TKey, TValue>(
        IConsumer<TKey, TValue> consumer, TopicPartition partition, TimeSpan patience) =>
        Ask(consumer, partition, Begin, patience);

    /// <summary>The offset that the next record gets.</summary>
    /// <exception cref="KafkaException">The leader has not answered in time, or refuses.</exception>
    public static long EndOf<TKey, TValue>(
        IConsumer<TKey, TValue> consumer, TopicPartition partition, TimeSpan patience) =>
        Ask(consumer, partition, End, patience);

    /// <summary>
    /// Asks again while there is time: by then another may lead the partition, and the client know it.
    /// </summary>
    private static long Ask<TKey, TValue>(
        IConsumer<TKey, TValue> consumer, TopicPartition partition, Timestamp what, TimeSpan patience)
    {
        ArgumentNullException.ThrowIfNull(consumer);
        var once = patience < LongestAttempt ? patience : LongestAttempt;
        for (var attempts = (int)Math.Ceiling(patience / once); ; attempts--)
        {
            try
            {
                return AskOnce(consumer, new TopicPartitionTimestamp(partition, what), once);
            }
            catch (KafkaException) when (attempts > 1)
            {
                // The last one tells.
            }
        }
    }

    private static long AskOnce<TKey, TValue>(
        IConsumer<TKey, TValue> consumer, TopicPartitionTimestamp asked, TimeSpan patience)
    {
        var answer = consumer.OffsetsForTimes([asked], patience).Single().Offset.Value;

        // What was not answered in time comes back as it was asked.
        return answer >= 0 ? answer : throw new KafkaException(ErrorCode.Local_TimedOut);
    }
}
