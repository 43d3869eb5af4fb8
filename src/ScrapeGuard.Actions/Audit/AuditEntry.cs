using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Audit;

/// <summary>A change of state in its place in the chain.</summary>
/// <param name="Sequence">Its place, from 1, without gaps.</param>
/// <param name="Fact">What changed.</param>
/// <param name="Hash">64 hexadecimal digits: <see cref="AuditChain"/>.</param>
public sealed record AuditEntry(long Sequence, AuditFact Fact, string Hash);
