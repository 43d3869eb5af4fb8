using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Storing;

/// <summary>
/// A transaction that holds the guard's lock: what it read nobody changes until it is committed or disposed of.
/// Disposed of without a commit it changed nothing.
/// </summary>
public interface IActionTransaction : IAsyncDisposable
{
    /// <summary>Reads what is known of these keys, and always the guard's state and the open waves.</summary>
    Task<Snapshot> LoadAsync(SnapshotKeys keys, CancellationToken cancellation);

    /// <summary>
    /// How far the budgets of these scopes are used: sums of the counters of <see cref="CounterKind.Suspension"/> from
    /// a minute on, and of <see cref="CounterKind.Pending"/>. A scope that is missing is at 0.
    /// </summary>
    /// <param name="scopes">Such as <c>all</c> or <c>plan:premium</c>.</param>
    /// <param name="hourFrom">First minute since 1970 of the hour.</param>
    /// <param name="dayFrom">First minute since 1970 of the day.</param>
    /// <param name="cancellation">Breaks it off.</param>
    Task<IReadOnlyDictionary<string, BudgetUse>> UseAsync(
        IReadOnlyCollection<string> scopes, long hourFrom, long dayFrom, CancellationToken cancellation);

    /// <summary>
    /// Accounts whose <see cref="Accounts.KnownAccount.WakeMicros"/> has come, those that wait longest first.
    /// </summary>
    Task<IReadOnlyList<string>> WakingAsync(long nowMicros, int max, CancellationToken cancellation);

    /// <summary>
    /// The next accounts that a wave is about, in the ordinal order of their UTF-8 bytes, after its cursor. For
    /// restore: <see cref="Accounts.KnownAccount.HarmedMicros"/> is not null, not before the target's time, and not
    /// after the wave's. For approve and reject besides that: <see cref="Accounts.KnownAccount.HasHeld"/>. A cohort is
    /// one of <see cref="Accounts.KnownAccount.Cohorts"/>. For takedown: every account of the target's campaign,
    /// whatever was done to it.
    /// </summary>
    Task<IReadOnlyList<string>> SelectAsync(Wave wave, int max, CancellationToken cancellation);

    /// <summary>Writes everything, or nothing. A transaction is committed at most once.</summary>
    Task CommitAsync(ChangeSet changes, CancellationToken cancellation);
}
