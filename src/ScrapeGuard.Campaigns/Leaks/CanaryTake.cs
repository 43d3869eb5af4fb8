using System.Collections.Immutable;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>Who took a canary track.</summary>
/// <param name="Track">The track.</param>
/// <param name="Accounts">The accounts, in order of name.</param>
/// <param name="More">Accounts beyond those named, each of its events counted.</param>
public sealed record CanaryTake(string Track, ImmutableArray<string> Accounts, long More);
