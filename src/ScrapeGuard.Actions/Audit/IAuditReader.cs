namespace ScrapeGuard.Actions.Audit;

/// <summary>Reads a chain as it stands in a store.</summary>
public interface IAuditReader
{
    /// <summary>The entries after a place, in their order.</summary>
    IAsyncEnumerable<AuditEntry> ReadAsync(long afterSequence, CancellationToken cancellation);
}
