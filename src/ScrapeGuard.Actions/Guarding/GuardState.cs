using System.Collections.Immutable;

namespace ScrapeGuard.Actions.Guarding;

/// <summary>What the guard remembers besides its counters.</summary>
public sealed record GuardState
{
    public static GuardState Initial { get; } = new();

    /// <summary>Who threw the kill switch; null: it is not thrown.</summary>
    public string? StoppedBy { get; init; }

    public string StopReason { get; init; } = "";

    /// <summary>When it was thrown or taken back last, in microseconds since 1970.</summary>
    public long StopMicros { get; init; }

    public bool IsStopped => StoppedBy is not null;

    /// <summary>
    /// For each budget that was found used up (<c>hour all</c>, <c>day plan:premium</c>) when it may be told of again,
    /// in microseconds since 1970.
    /// </summary>
    public ImmutableSortedDictionary<string, long> Trips { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
}
