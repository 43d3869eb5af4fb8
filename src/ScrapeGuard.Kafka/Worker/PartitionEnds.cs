using System.Collections.Concurrent;
using Confluent.Kafka;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// Where partitions end, by their leaders' own word. What a consumer has fetched does not tell: while a leader is away,
/// nothing comes either. Questions are asked beside the work.
/// </summary>
internal sealed class PartitionEnds(WorkerContext context, IConsumer<Ignore, Ignore> consumer)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, (long End, long Asked)> _ends = new();
    private readonly ConcurrentDictionary<int, Task> _asking = new();

    /// <summary>
    /// Whether a partition ended at an offset not longer ago than a time; asks anew when the last answer is older, or
    /// is another.
    /// </summary>
    public bool IsAt(int partition, long offset, TimeSpan age)
    {
        if (_ends.TryGetValue(partition, out var answer) && answer.End == offset
            && context.Time.GetElapsedTime(answer.Asked) < age)
        {
            return true;
        }

        Ask(partition);
        return false;
    }

    /// <summary>Asks a leader, unless it is being asked.</summary>
    public void Ask(int partition)
    {
        if (!_asking.TryGetValue(partition, out var asking) || asking.IsCompleted)
        {
            _asking[partition] = Task.Run(() => Query(partition));
        }
    }

    private void Query(int partition)
    {
        var asked = context.Time.GetTimestamp();
        try
        {
            var topic = new TopicPartition(context.Options.Kafka.Topics.AccessEvents, partition);
            _ends[partition] = (consumer.QueryWatermarkOffsets(topic, Patience).High.Value, asked);
            context.Health.Ready(HealthNames.Kafka);
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
        {
            // The leader is away: asked again later.
            _ends.TryRemove(partition, out _);
        }
    }
}
