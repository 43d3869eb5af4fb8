using ScrapeGuard.Actions.Audit;

namespace ScrapeGuard.Actions.Tests.Audit;

/// <summary>A chain in a list, with a head kept apart.</summary>
internal sealed class StoredChain(IReadOnlyList<AuditEntry> entries, AuditHead? head) : IAuditReader
{
    public async IAsyncEnumerable<AuditEntry> ReadAsync(
        long afterSequence, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.Yield();
        foreach (var entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return entry;
        }
    }

    public Task<AuditHead?> HeadAsync(CancellationToken cancellation) => Task.FromResult(head);
}
