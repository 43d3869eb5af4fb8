using System.Collections.Concurrent;
using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// Where partitions end, by their leaders' own word. What a consumer has fetched does not tell: while a leader is away,
/// nothing comes either. Questions are asked beside the work.
/// </summary>
/// <param name="context">The worker.</param>
/// <param name="consumer">Asks.</param>
/// <param name="newest">The newest event time of any partition.</param>
internal sealed class PartitionEnds(WorkerContext context, IConsumer<Ignore, Ignore> consumer, Func<long> newest)
    : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A leader that takes longer was away.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(1);

    /// <summary>Time between two questions about a partition.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<int, Answer> _answers = new();
    private readonly ConcurrentDictionary<int, long> _away = new();
    private readonly Dictionary<int, (Task Task, long Asked)> _asking = [];

    /// <summary>Whether a leader has said that a partition ends at an offset, when it was last asked.</summary>
    public bool IsAt(int partition, long offset) => KnownAt(partition, offset) is not null;

    /// <summary>
    /// The newest event time that was known before a leader was asked and said that a partition ends at an offset; null
    /// when it has not. Only up to that time the others may move the partition on: what they know by now may be of
    /// events that came together with some of the partition's own, not read yet.
    /// </summary>
    public long? KnownAt(int partition, long offset) =>
        _answers.TryGetValue(partition, out var answer) && answer.End == offset ? answer.Newest : null;

    /// <summary>Whether a leader was found away within a time.</summary>
    public bool WasAway(int partition, TimeSpan within) =>
        _away.TryGetValue(partition, out var at) && context.Time.GetElapsedTime(at) < within;

    /// <summary>Asks a leader, unless it is being asked or was just now.</summary>
    public void Ask(int partition) => Ask(partition, LeastPause);

    /// <summary>Asks a leader that was not asked for a while.</summary>
    public void Ask(int partition, TimeSpan pause)
    {
        if (!_asking.TryGetValue(partition, out var asking)
            || (asking.Task.IsCompleted && context.Time.GetElapsedTime(asking.Asked) >= pause))
        {
            _asking[partition] = (Task.Run(() => Query(partition)), context.Time.GetTimestamp());
        }
    }

    /// <summary>Waits for the questions under way: the consumer must outlive them.</summary>
    public void Dispose() => Task.WaitAll([.. _asking.Values.Select(asking => asking.Task)]);

    private void Query(int partition)
    {
        var known = newest();
        var asked = context.Time.GetTimestamp();
        try
        {
            var topic = new TopicPartition(context.Options.Kafka.Topics.AccessEvents, partition);
            _answers[partition] = new Answer(LeaderMarks.EndOf(consumer, topic, Patience), known);
            context.Health.Ready(HealthNames.Kafka);
        }
        catch (KafkaException)
        {
            // The leader is away: asked again later.
            _answers.TryRemove(partition, out _);
        }

        if (!_answers.ContainsKey(partition) || context.Time.GetElapsedTime(asked) > Prompt)
        {
            _away[partition] = context.Time.GetTimestamp();
        }
    }

    private readonly record struct Answer(long End, long Newest);
}
