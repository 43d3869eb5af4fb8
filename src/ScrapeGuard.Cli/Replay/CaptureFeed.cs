using ScrapeGuard.Captures;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Threading;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// Reads a set of captures in rounds of a few batches. One capture is cut into blocks that the crew decodes side by
/// side; several are merged by event time on the caller's thread.
/// </summary>
internal sealed class CaptureFeed
{
    private const int BlocksPerRound = 4;
    private const int MergedBatchEvents = 16_384;

    private readonly CaptureSet _captures;
    private readonly WorkCrew _crew;
    private readonly ILineDecoder[] _decoders;
    private readonly LineBlock[] _blocks;
    private readonly EventBatch[] _batches;
    private readonly Action<int> _decode;
    private int _blockCount;
    private int _nextBlock;

    public CaptureFeed(CaptureSet captures, WorkCrew crew)
    {
        _captures = captures;
        _crew = crew;
        _decoders = [.. Enumerable.Range(0, crew.Size).Select(_ => captures.Files[0].Format.CreateDecoder())];
        _blocks = [.. Enumerable.Range(0, BlocksPerRound).Select(_ => new LineBlock())];
        _batches = [.. Enumerable.Range(0, BlocksPerRound).Select(_ => new EventBatch())];
        _decode = DecodeBlocks;
    }

    /// <summary>Reads the next round; false at the end. The batches are good until the next one.</summary>
    public bool TryRead(out ArraySegment<EventBatch> batches)
    {
        if (_captures.Files.Count > 1)
        {
            var any = _captures.TryReadBatch(_batches[0], MergedBatchEvents);
            batches = new ArraySegment<EventBatch>(_batches, 0, any ? 1 : 0);
            return any;
        }

        _blockCount = 0;
        while (_blockCount < _blocks.Length && _captures.TryReadBlock(_blocks[_blockCount]))
        {
            _blockCount++;
        }

        _nextBlock = -1;
        _crew.Run(_decode);
        for (var i = 0; i < _blockCount; i++)
        {
            _captures.Count(_blocks[i]);
        }

        batches = new ArraySegment<EventBatch>(_batches, 0, _blockCount);
        return _blockCount > 0;
    }

    /// <summary>
    /// Takes the next block that nobody decodes yet, until there is none: threads of unequal pace stay busy.
    /// </summary>
    private void DecodeBlocks(int thread)
    {
        for (var i = Interlocked.Increment(ref _nextBlock); i < _blockCount; i = Interlocked.Increment(ref _nextBlock))
        {
            _batches[i].Clear();
            BlockDecoder.Decode(_blocks[i], _decoders[thread], _batches[i]);
        }
    }
}
