using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Watching;

namespace ScrapeGuard.Cli.ConsoleHost;

/// <summary>Shows a live console the events and decisions of their topics.</summary>
internal sealed class KafkaFeed(TrafficModel traffic, TopicNames names) : ITopicObserver
{
    private const int BatchEvents = 512;

    private readonly EventBatch _batch = new(BatchEvents);
    private long _malformed;

    /// <summary>Records that were neither.</summary>
    public long Malformed => Volatile.Read(ref _malformed);

    public void See(string topic, ReadOnlySpan<byte> value)
    {
        if (topic == names.Decisions)
        {
            // Events that came before it are in the model when it is told.
            Pause();
            See(value);
            return;
        }

        if (AccessEventDecoder.Decode(value, _batch) != DecodeError.None)
        {
            Interlocked.Increment(ref _malformed);
            return;
        }

        traffic.Learn(value, _batch[_batch.Count - 1]);
        if (_batch.Count >= BatchEvents)
        {
            Pause();
        }
    }

    public void Pause()
    {
        if (_batch.Count > 0)
        {
            traffic.Take(_batch);
            _batch.Clear();
        }
    }

    private void See(ReadOnlySpan<byte> value)
    {
        if (DecisionReader.Read(value, out var decision) == DecisionError.None)
        {
            traffic.Take(decision!);
        }
        else
        {
            Interlocked.Increment(ref _malformed);
        }
    }
}
