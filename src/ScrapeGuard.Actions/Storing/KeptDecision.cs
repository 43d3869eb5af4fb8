using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Storing;

/// <summary>A decision as it is kept: its id makes a repeat do nothing, and it is evidence in its case.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="TakenMicros">When it came in, in microseconds since 1970.</param>
/// <param name="Case">Its case; null when it has none.</param>
public sealed record KeptDecision(Decision Decision, DecisionFate Fate, long TakenMicros, string? Case);
