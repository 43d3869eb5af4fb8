using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// One capture of a <see cref="ContractReader"/>: its current block, and how far reading has come in it.
/// </summary>
internal sealed class ContractCursor(CaptureFile file, int order, CaptureCounters counters)
{
    private readonly LineBlock _block = new();
    private readonly EventBatch _batch = new();
    private readonly ContractDecoder _decoder = file.Format.CreateContractDecoder();
    private int _next;

    /// <summary>What the head event comes after: its time, and the capture's place on the command line.</summary>
    public (long Micros, int Order) Key => (_batch[_next].TimeMicros, order);

    /// <summary>The head event.</summary>
    public ContractEvent Head =>
        new(_batch[_next].TimeMicros, _batch.NameOf(_batch[_next]), _decoder.JsonOf(_next));

    /// <summary>Moves on from the head event.</summary>
    public void MoveOn() => _next++;

    /// <summary>Sees to it that there is a head event. False at the end.</summary>
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
            _decoder.Clear();
            BlockDecoder.Decode(_block, _decoder, _batch);
            counters.Add(_block, order, file.Name);
        }

        return true;
    }
}
