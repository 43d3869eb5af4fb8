namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>
/// Takes the parts of a checkpoint while it is captured; each is a piece of about the size asked for, and is good
/// during the call only.
/// </summary>
public interface ICheckpointParts
{
    /// <summary>Accounts that changed, were in turn, or are gone.</summary>
    void TakeAccounts(byte[] chunk);

    /// <summary>Events held back; only those of the newest checkpoint count.</summary>
    void TakePending(byte[] chunk);

    /// <summary>Clock, counters, what was taken in the epoch under way. Comes once, and last.</summary>
    void TakeHead(byte[] head);
}
