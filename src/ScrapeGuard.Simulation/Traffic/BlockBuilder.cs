using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Truth;

namespace ScrapeGuard.Simulation.Traffic;

/// <summary>Gathers lines into blocks of about a mebibyte, and tallies them: truth is what was written.</summary>
internal sealed class BlockBuilder(long maxEvents)
{
    private const int BlockBytes = 1 << 20;
    private const int MaxLineBytes = EventLine.FixedBytes + (500 * EventLine.TrackBytes);

    private readonly byte[] _buffer = new byte[BlockBytes];
    private int _length;
    private int _events;
    private long _total;
    private long _fromMs;
    private long _toMs;

    public bool IsFull => _length > BlockBytes - MaxLineBytes;

    public bool IsEmpty => _events == 0;

    /// <summary>The limit on events is reached.</summary>
    public bool IsDone => _total >= maxEvents;

    public void Append(
        in TrafficEvent item, ReadOnlySpan<int> page, in AccountFace face, in Endpoint endpoint, Tally tally)
    {
        _length += EventLine.Write(_buffer.AsSpan(_length), item, page, face, endpoint);
        _fromMs = _events == 0 ? item.TimeMs : _fromMs;
        _toMs = item.TimeMs;
        _events++;
        _total++;
        tally.Events++;
        tally.Bytes += item.Bytes;
        if (item.Status != 200 || item.Tracks == 0)
        {
            return;
        }

        var audio = item.Operation == Operation.Audio;
        if (item.Tracks == 1)
        {
            tally.Tracks.Add(item.Track, audio);
            return;
        }

        foreach (var track in page)
        {
            tally.Tracks.Add(track, audio);
        }
    }

    /// <summary>The block so far; the next line starts a new one.</summary>
    public TrafficBlock Cut()
    {
        var block = new TrafficBlock(
            _buffer.AsMemory(0, _length),
            DateTimeOffset.FromUnixTimeMilliseconds(_fromMs),
            DateTimeOffset.FromUnixTimeMilliseconds(_toMs),
            _events);
        _length = 0;
        _events = 0;
        return block;
    }
}
