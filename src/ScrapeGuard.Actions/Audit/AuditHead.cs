namespace ScrapeGuard.Actions.Audit;

/// <summary>Where a chain ends. Kept elsewhere, it shows later that nothing before it was changed or cut off.</summary>
/// <param name="Sequence">The place of the last entry; 0: there is none.</param>
/// <param name="Hash">Its hash.</param>
public readonly record struct AuditHead(long Sequence, string Hash)
{
    /// <summary>The head of an empty chain.</summary>
    public static AuditHead Empty { get; } = new(0, AuditChain.Genesis);
}
