using ScrapeGuard.Core.Events;
using ScrapeGuard.Kafka.DeadLetters;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// Records of one partition that were read one after the other, decoded; its arrays are used again and again.
/// </summary>
internal sealed class RecordRun
{
    private long[] _offsets = new long[1_024];
    private long[] _timestamps = new long[1_024];

    public EventBatch Events { get; } = new(1_024);

    /// <summary>Records that are no event.</summary>
    public List<DeadLetter> Dead { get; } = [];

    /// <summary>Each event's place in the partition.</summary>
    public ReadOnlySpan<long> Offsets => _offsets.AsSpan(0, Events.Count);

    /// <summary>The first offset behind all that was read.</summary>
    public long EndOffset { get; set; } = -1;

    /// <summary>The partition was read to its end.</summary>
    public bool IsAtEnd { get; set; }

    /// <summary>Bytes of the values read.</summary>
    public long Bytes { get; set; }

    /// <summary>Records read.</summary>
    public long Records { get; set; }

    public bool IsEmpty => EndOffset < 0;

    /// <summary>When an event's record was written, in milliseconds since 1970.</summary>
    public long TimestampOf(int place) => _timestamps[place];

    /// <summary>Notes where the last event of the batch stands.</summary>
    public void NoteEvent(long offset, long timestampMillis)
    {
        var place = Events.Count - 1;
        if (place == _offsets.Length)
        {
            Array.Resize(ref _offsets, place * 2);
            Array.Resize(ref _timestamps, place * 2);
        }

        _offsets[place] = offset;
        _timestamps[place] = timestampMillis;
    }

    public void Clear()
    {
        Events.Clear();
        Dead.Clear();
        (EndOffset, IsAtEnd, Bytes, Records) = (-1, false, 0, 0);
    }
}
