namespace ScrapeGuard.Engine.Checkpoints;

/// <summary>
/// What a partition knows at one place of its input. It holds the accounts that changed since the checkpoint before,
/// and some of the others in turn; so all accounts lie in the checkpoints from <see cref="LiveFrom"/> on.
/// </summary>
/// <param name="Number">Its number; each partition counts from 1.</param>
/// <param name="LiveFrom">The oldest checkpoint that still holds an account's last state.</param>
/// <param name="Accounts">Accounts in it.</param>
/// <param name="Bytes">Size of all its parts.</param>
public sealed record PartitionCheckpoint(long Number, long LiveFrom, int Accounts, long Bytes);
