using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Consuming;

/// <summary>
/// Has the library fetch at once from partitions that were resumed. When all of a broker's partitions are paused, its
/// connection's thread sleeps for up to a second (librdkafka's <c>rd_kafka_max_block_ms</c>), and to resume one does
/// not wake it; any request to that broker does. So the leaders are asked where the partitions end, and the answers are
/// thrown away. Thread-safe; asking goes on beside.
/// </summary>
/// <param name="consumer">The consumer; it must outlive this.</param>
internal sealed class FetchWaker(IConsumer<Ignore, Ignore> consumer) : IDisposable
{
    /// <summary>A leader that takes longer is awake, or away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly HashSet<TopicPartition> _resumed = [];
    private Task _asking = Task.CompletedTask;
    private bool _isAsking;

    /// <summary>Wakes what fetches a partition that was resumed.</summary>
    public void Wake(TopicPartition partition)
    {
        lock (_lock)
        {
            _resumed.Add(partition);
            if (!_isAsking)
            {
                _isAsking = true;
                _asking = Task.Run(Ask);
            }
        }
    }

    /// <summary>Waits for the question that is under way; the partitions behind it are not asked for.</summary>
    public void Dispose()
    {
        Task asking;
        lock (_lock)
        {
            _resumed.Clear();
            asking = _asking;
        }

        asking.Wait();
    }

    private void Ask()
    {
        while (TakeResumed() is { Count: > 0 } resumed)
        {
            try
            {
                consumer.OffsetsForTimes(resumed, Patience);
            }
            catch (KafkaException)
            {
                // A broker that is away has a connection to make first, and looks at its partitions after that.
            }
        }
    }

    private List<TopicPartitionTimestamp> TakeResumed()
    {
        lock (_lock)
        {
            var resumed = _resumed.Select(partition => new TopicPartitionTimestamp(partition, LeaderMarks.End))
                .ToList();
            _resumed.Clear();
            _isAsking = resumed.Count > 0;
            return resumed;
        }
    }
}
