using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Tests.Simulating;

/// <summary>A store that breaks off: before a transaction is written, or right after.</summary>
internal sealed class BreakingStore(IActionStore store, int seed) : IActionStore
{
    private readonly Random _chance = new(seed);

    public double BreaksBefore { get; set; }

    public double BreaksAfter { get; set; }

    public async Task<IActionTransaction> BeginAsync(CancellationToken cancellation) =>
        new Transaction(this, await store.BeginAsync(cancellation));

    public Task<IReadOnlyList<OutgoingEvent>> TakeOutgoingAsync(OutgoingChannel channel, long nowMicros,
        long leaseMicros, int max, CancellationToken cancellation) =>
        store.TakeOutgoingAsync(channel, nowMicros, leaseMicros, max, cancellation);

    public Task MarkPublishedAsync(OutgoingChannel channel, IReadOnlyCollection<string> ids, long nowMicros,
        CancellationToken cancellation) => store.MarkPublishedAsync(channel, ids, nowMicros, cancellation);

    public Task PostponeAsync(OutgoingChannel channel, IReadOnlyCollection<string> ids, long dueMicros,
        CancellationToken cancellation) => store.PostponeAsync(channel, ids, dueMicros, cancellation);

    private sealed class Transaction(BreakingStore owner, IActionTransaction inner) : IActionTransaction
    {
        public Task<Snapshot> LoadAsync(SnapshotKeys keys, CancellationToken cancellation) =>
            inner.LoadAsync(keys, cancellation);

        public Task<IReadOnlyDictionary<string, BudgetUse>> UseAsync(IReadOnlyCollection<string> scopes,
            long hourFrom, long dayFrom, CancellationToken cancellation) =>
            inner.UseAsync(scopes, hourFrom, dayFrom, cancellation);

        public Task<IReadOnlyList<string>> WakingAsync(long nowMicros, int max, CancellationToken cancellation) =>
            inner.WakingAsync(nowMicros, max, cancellation);

        public Task<IReadOnlyList<string>> SelectAsync(Wave wave, int max, CancellationToken cancellation) =>
            inner.SelectAsync(wave, max, cancellation);

        public async Task CommitAsync(ChangeSet changes, CancellationToken cancellation)
        {
            if (owner._chance.NextDouble() < owner.BreaksBefore)
            {
                throw new StoreUnavailableException("broke off before");
            }

            await inner.CommitAsync(changes, cancellation);
            if (owner._chance.NextDouble() < owner.BreaksAfter)
            {
                throw new StoreUnavailableException("broke off after");
            }
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
