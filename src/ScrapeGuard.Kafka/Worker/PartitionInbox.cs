using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.DeadLetters;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// What was read of a partition and is not judged yet. One thread puts in, another takes out: two runs take turns, so
/// decoding and judging go on at the same time. It is bounded: when it is full the partition is to be paused.
/// </summary>
internal sealed class PartitionInbox
{
    /// <summary>Events from which it is full.</summary>
    public const int MaxEvents = 32_768;

    /// <summary>The same where memory is limited.</summary>
    public const int MaxEventsInLimitedMemory = 2_048;

    /// <summary>Bytes from which it is full.</summary>
    private const long MaxBytes = 16L << 20;

    private readonly Lock _lock = new();
    private readonly int _partition;
    private readonly int _maxEvents;
    private RecordRun _filling = new();
    private RecordRun _taken = new();
    private byte[] _line = new byte[4_096];
    private long _expected;

    /// <param name="partition">The partition.</param>
    /// <param name="first">The first offset that counts.</param>
    /// <param name="maxEvents">Events from which it is full.</param>
    public PartitionInbox(int partition, long first, int maxEvents = MaxEvents) =>
        (_partition, _expected, _maxEvents) = (partition, first, maxEvents);

    /// <summary>Whether the partition is paused; said and asked by the thread that reads.</summary>
    public bool IsPaused { get; set; }

    /// <summary>No more is to be put in for now.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                return _filling.Events.Count >= _maxEvents || _filling.Bytes >= MaxBytes;
            }
        }
    }

    /// <summary>Puts a record in; one that came before is dropped.</summary>
    public void Put(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        lock (_lock)
        {
            if (head.Offset < _expected)
            {
                return;
            }

            _expected = head.Offset + 1;
            var run = _filling;
            var error = Decode(value, run.Events);
            if (error == DecodeError.None)
            {
                run.NoteEvent(head.Offset, head.TimestampMillis);
            }
            else
            {
                var kept = value[..Math.Min(value.Length, DeadLetter.MaxValueBytes)];
                run.Dead.Add(new DeadLetter(
                    DecodeErrorText.Of(error), _partition, head.Offset, head.TimestampMillis, KeyOf(head, key),
                    kept.ToArray(), value.Length));
            }

            run.EndOffset = _expected;
            run.IsAtEnd = false;
            run.Bytes += value.Length;
            run.Records++;
        }
    }

    /// <summary>Says that the partition was read to its end.</summary>
    public void PutEnd(long offset)
    {
        lock (_lock)
        {
            _expected = Math.Max(_expected, offset);
            _filling.EndOffset = _expected;
            _filling.IsAtEnd = true;
        }
    }

    /// <summary>
    /// Takes what has come since the last time; null when nothing has. It is good until the next time.
    /// </summary>
    public RecordRun? Take()
    {
        lock (_lock)
        {
            if (_filling.IsEmpty)
            {
                return null;
            }

            (_filling, _taken) = (_taken, _filling);
            _filling.Clear();
            return _taken;
        }
    }

    private static byte[]? KeyOf(in RecordHead head, ReadOnlySpan<byte> key) =>
        head.HasKey ? key[..Math.Min(key.Length, DeadLetter.MaxKeyBytes)].ToArray() : null;

    private DecodeError Decode(ReadOnlySpan<byte> value, EventBatch batch)
    {
        if (value.Length > EventLimits.MaxLineBytes)
        {
            return DecodeError.LineTooLong;
        }

        // The decoder is quicker when it may read a little further.
        var room = value.Length + AccessEventDecoder.PaddingBytes;
        if (_line.Length < room)
        {
            _line = new byte[room];
        }

        value.CopyTo(_line);
        return AccessEventDecoder.Decode(_line, 0, value.Length, batch);
    }
}
