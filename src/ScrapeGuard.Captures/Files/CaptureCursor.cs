using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>One capture of a merge: its current block, decoded, and how far the merge has come in it.</summary>
internal sealed class CaptureCursor(CaptureFile file, int order, CaptureCounters counters, bool keepsWorks)
{
    private readonly LineBlock _block = new();
    private readonly EventBatch _batch = new() { Works = keepsWorks ? new EventWorks() : null };
    private readonly ILineDecoder _decoder = file.Format.CreateDecoder();
    private int _next;

    /// <summary>
    /// When the head event took place, in microseconds since 1970. Only behind a true <see cref="TryLoad"/>.
    /// </summary>
    public long HeadMicros => _batch[_next].TimeMicros;

    /// <summary>The capture's place on the command line, which decides between events of the same time.</summary>
    public int Order => order;

    /// <summary>
    /// Sees to it that there is a head event, reading on when the block is used up. False at the end.
    /// </summary>
    public bool TryLoad()
    {
        while (_next == _batch.Count)
        {
            if (!file.TryReadBlock(_block))
            {
                return false;
            }

            _next = 0;
            _batch.Clear();
            BlockDecoder.Decode(_block, _decoder, _batch);
            counters.Add(_block, order, file.Name);
        }

        return true;
    }

    /// <summary>Appends the head event to a batch and moves on.</summary>
    public void TakeHead(EventBatch target)
    {
        target.Append(_batch, _next);
        _next++;
    }

    /// <summary>True when the block in hand has another event.</summary>
    public bool HasMore => _next < _batch.Count;
}
