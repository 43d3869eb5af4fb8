using ScrapeGuard.Actions.Planning;

namespace ScrapeGuard.Actions.Executing;

/// <summary>What the transaction of a step found and planned.</summary>
/// <param name="Calls">The calls that are to be made now.</param>
/// <param name="Looked">How many accounts were looked at.</param>
/// <param name="HasWaves">Whether a wave is at work.</param>
/// <param name="IsStopped">Whether nothing may be done to anyone.</param>
internal sealed record Stepped(IReadOnlyList<PlannedCall> Calls, int Looked, bool HasWaves, bool IsStopped);
