using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Storage.Memory;

/// <summary>The blocks of one shard.</summary>
internal sealed class StatePool : IStatePool, IDisposable
{
    private readonly StateBudget _budget;
    private readonly Stack<MemoryBlock> _blocks = new();
    private readonly int _blockBytes;

    public StatePool(StateBudget budget, int blockBytes)
    {
        _budget = budget;
        _blockBytes = blockBytes;
        budget.AddShare();
    }

    public bool MustReturn => _budget.MustReturn(_blocks.Count);

    public nint TryTake()
    {
        if (!_budget.TryTakeBlock(_blocks.Count, _blockBytes))
        {
            return 0;
        }

        _blocks.Push(new MemoryBlock(_blockBytes));
        return _blocks.Peek().Start;
    }

    public void Return(nint block)
    {
        if (_blocks.Count == 0 || _blocks.Peek().Start != block)
        {
            throw new ArgumentException("Not the block that was handed out last", nameof(block));
        }

        _blocks.Pop().Dispose();
        _budget.ReturnBlock(_blockBytes);
    }

    public void Dispose()
    {
        _budget.RemoveShare(_blocks.Count, _blockBytes);
        while (_blocks.TryPop(out var block))
        {
            block.Dispose();
        }
    }
}
