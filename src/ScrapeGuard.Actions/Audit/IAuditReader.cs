namespace ScrapeGuard.Actions.Audit;

/// <summary>Reads a chain as it stands in a store.</summary>
public interface IAuditReader
{
    /// <summary>The entries after a place, in their order, without any check.</summary>
    IAsyncEnumerable<AuditEntry> ReadAsync(long afterSequence, CancellationToken cancellation);

    /// <summary>The head that the store keeps apart from the entries; null: it keeps none.</summary>
    Task<AuditHead?> HeadAsync(CancellationToken cancellation) => Task.FromResult<AuditHead?>(null);
}
