namespace ScrapeGuard.Actions.Audit;

/// <summary>What a look at a whole chain found.</summary>
/// <param name="Head">The last entry that is right: to be noted elsewhere, and compared with another day.</param>
/// <param name="Fault">The first fault, in a line for people; null: the chain is whole.</param>
public sealed record AuditVerdict(AuditHead Head, string? Fault)
{
    public bool IsWhole => Fault is null;
}
