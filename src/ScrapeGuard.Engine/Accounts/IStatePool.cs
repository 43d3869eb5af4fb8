namespace ScrapeGuard.Engine.Accounts;

/// <summary>Blocks of memory that come and go with the memory there is. Used by one thread at a time.</summary>
public interface IStatePool
{
    /// <summary>True when a block is to be returned, for the process has grown or others have much less.</summary>
    bool MustReturn { get; }

    /// <summary>Hands out a block; 0 when there is no memory for it. The first is always granted.</summary>
    nint TryTake();

    /// <summary>Takes the block back that was handed out last.</summary>
    void Return(nint block);
}
