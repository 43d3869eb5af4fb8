namespace ScrapeGuard.Actions.Storing;

/// <summary>
/// What the actioner must not forget. Transactions run one after another, also those of other processes: each holds the
/// guard's lock from begin to end, so that budgets cannot be overdrawn by two at once.
/// </summary>
/// <remarks>
/// A store that cannot be reached throws <see cref="StoreUnavailableException"/>; the caller waits and begins again.
/// After a commit that threw, nobody knows whether it took place: whoever begins again reads it from the store.
/// </remarks>
public interface IActionStore
{
    Task<IActionTransaction> BeginAsync(CancellationToken cancellation);

    /// <summary>
    /// Takes the oldest events of a channel that are not published and that nobody has taken; they are the caller's
    /// until the lease ends.
    /// </summary>
    Task<IReadOnlyList<OutgoingEvent>> TakeOutgoingAsync(
        OutgoingChannel channel, long nowMicros, long leaseMicros, int max, CancellationToken cancellation);

    /// <summary>They were acknowledged.</summary>
    Task MarkPublishedAsync(
        OutgoingChannel channel, IReadOnlyCollection<string> ids, long nowMicros, CancellationToken cancellation);

    /// <summary>They were not, and are tried again from a time on.</summary>
    Task PostponeAsync(
        OutgoingChannel channel, IReadOnlyCollection<string> ids, long dueMicros, CancellationToken cancellation);
}
