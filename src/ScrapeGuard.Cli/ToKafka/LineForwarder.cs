using ScrapeGuard.Captures;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Cli.ToKafka;

/// <summary>
/// Hands each line that is an event on to a topic, as it stands, with its account as the key; what is no event stays
/// behind and is counted.
/// </summary>
internal sealed class LineForwarder(ILineDecoder decoder, TopicWriter topic, ReplayPace pace, CancellationToken stop)
    : ILineDecoder
{
    /// <summary>Lines handed over.</summary>
    public long Forwarded { get; private set; }

    /// <summary>The topic takes no more: it has failed, or the work is to stop.</summary>
    public bool IsOver { get; private set; }

    public DecodeError Decode(ReadOnlySpan<byte> buffer, int start, int length, EventBatch batch)
    {
        if (IsOver)
        {
            return DecodeError.None;
        }

        // One event at a time: the batch only tells of the line at hand.
        batch.Clear();
        var error = decoder.Decode(buffer, start, length, batch);
        if (error == DecodeError.None && batch.Count > 0)
        {
            ref readonly var e = ref batch[0];
            IsOver = !pace.WaitFor(e.TimeMicros, stop)
                || !topic.TryWrite(batch.NameOf(e), buffer.Slice(start, length), stop);
            Forwarded += IsOver ? 0 : 1;
        }

        return error;
    }
}
