using ScrapeGuard.Captures;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// Reads a set of captures in rounds of a few batches, one round ahead: while the engine works on a round, threads that
/// have time read and decode the next (<see cref="TryReadAhead"/>). Several captures are merged by event time by one
/// thread.
/// </summary>
internal sealed class CaptureFeed
{
    /// <summary>
    /// A round is long enough that threads seldom wait for each other at its end, and its blocks are short enough that
    /// none is left with the last of them for long.
    /// </summary>
    private const int BlocksPerRound = 32;

    private const int MergedBatchEvents = 16_384;

    private readonly CaptureSet _captures;
    private readonly WorkCrew _crew;
    private readonly ILineDecoder[] _decoders;
    private readonly Lock _reading = new();
    private readonly Action<int> _readRound;
    private CaptureRound _ready;
    private CaptureRound _next;

    /// <param name="captures">What to read.</param>
    /// <param name="crew">Threads to decode with.</param>
    /// <param name="keepsWorks">Whether batches keep artist and album of their events.</param>
    public CaptureFeed(CaptureSet captures, WorkCrew crew, bool keepsWorks = false)
    {
        captures.KeepsWorks = keepsWorks;
        _captures = captures;
        _crew = crew;
        _decoders = [.. Enumerable.Range(0, crew.Size).Select(_ => captures.Files[0].Format.CreateDecoder())];
        _ready = new CaptureRound(BlocksPerRound, keepsWorks);
        _next = new CaptureRound(BlocksPerRound, keepsWorks);
        _readRound = ReadRound;
    }

    /// <summary>
    /// Hands out the next round, which is decoded first unless that was done ahead; false at the end. The batches are
    /// good until the next call.
    /// </summary>
    public bool TryRead(out ArraySegment<EventBatch> batches)
    {
        // Threads that read ahead go on until the round is full or the captures are at their end.
        if (_next.Count == 0)
        {
            _crew.Run(_readRound);
        }

        (_ready, _next) = (_next, _ready);
        _next.Clear();
        if (_captures.Files.Count == 1)
        {
            for (var i = 0; i < _ready.Count; i++)
            {
                _captures.Count(_ready.Blocks[i]);
            }
        }

        batches = new ArraySegment<EventBatch>(_ready.Batches, 0, _ready.Count);
        return _ready.Count > 0;
    }

    /// <summary>
    /// Reads and decodes a block of the next round; false when the round is full or there is nothing more. Every thread
    /// of the crew may do so at once, each with its number; all must have come back before the next round is asked for.
    /// </summary>
    public bool TryReadAhead(int thread)
    {
        if (!TryReadBlock(out var place))
        {
            return false;
        }

        if (_captures.Files.Count == 1)
        {
            BlockDecoder.Decode(_next.Blocks[place], _decoders[thread], _next.Batches[place]);
        }

        return true;
    }

    private void ReadRound(int thread)
    {
        while (TryReadAhead(thread))
        {
        }
    }

    private bool TryReadBlock(out int place)
    {
        lock (_reading)
        {
            place = _next.Count;
            var isRead = _captures.Files.Count > 1
                ? place == 0 && _captures.TryReadBatch(_next.Batches[0], MergedBatchEvents)
                : place < BlocksPerRound && _captures.TryReadBlock(_next.Blocks[place]);
            _next.Count += isRead ? 1 : 0;
            return isRead;
        }
    }
}
