namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>
/// What a partition knows at one place of its input, as bytes. It holds the accounts that changed since the checkpoint
/// before, and some of the others in turn; so all accounts lie in the checkpoints from <see cref="LiveFrom"/> on.
/// </summary>
/// <param name="Number">Its number; each partition counts from 1.</param>
/// <param name="LiveFrom">The oldest checkpoint that still holds an account's last state.</param>
/// <param name="Head">Clock, counters, what was taken in the epoch under way.</param>
/// <param name="Chunks">Accounts that changed, were in turn, or are gone.</param>
/// <param name="Pending">Events held back; only those of the newest checkpoint count.</param>
/// <param name="Accounts">Accounts in it.</param>
public sealed record PartitionCheckpoint(
    long Number, long LiveFrom, byte[] Head, IReadOnlyList<byte[]> Chunks, IReadOnlyList<byte[]> Pending, int Accounts)
{
    /// <summary>Size of all its parts.</summary>
    public long Bytes => Head.Length + Chunks.Sum(chunk => (long)chunk.Length)
        + Pending.Sum(chunk => (long)chunk.Length);
}
