using System.Collections.Immutable;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Report;

/// <summary>An account with at least one decision.</summary>
public sealed record FlaggedAccount
{
    public required string Account { get; init; }

    /// <summary>Its verdict at the end.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Its highest score, 0 to 1.</summary>
    public required double Score { get; init; }

    /// <summary>All that it took, up to the end of the capture.</summary>
    public required Exposure Exposure { get; init; }

    /// <summary>The campaign that it belongs to, if any.</summary>
    public string? Campaign { get; init; }

    /// <summary>At least one, in order of time.</summary>
    public required ImmutableArray<Decision> Decisions { get; init; }

    /// <summary>Events in each bucket of <see cref="TrafficSeries"/>; empty: not shown.</summary>
    public ImmutableArray<long> Activity { get; init; } = [];

    /// <summary>The first decision of the most severe verdict: its reasons speak for the account.</summary>
    internal Decision Worst => Decisions.MaxBy(decision => decision.Verdict.Severity())!;

    internal long? SuspendedMicros =>
        Decisions.FirstOrDefault(decision => decision.Verdict == Verdict.Suspend)?.TimeMicros;
}
