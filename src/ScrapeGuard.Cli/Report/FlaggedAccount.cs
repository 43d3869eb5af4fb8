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

    /// <summary>At least one, in order of time: all, or what is kept of them.</summary>
    public required ImmutableArray<Decision> Decisions { get; init; }

    /// <summary>How many decisions there were, when they were more than are kept.</summary>
    public int DecisionCount { get; init; }

    /// <summary>Time of the first decision, when it is not kept.</summary>
    public long? FirstMicros { get; init; }

    /// <summary>Time of the first suspension; null: it is among those kept, or there was none.</summary>
    public long? FirstSuspensionMicros { get; init; }

    /// <summary>
    /// Events from the first decision on, in each bucket of <see cref="TrafficSeries"/>; empty: not shown.
    /// </summary>
    public ImmutableArray<long> Activity { get; init; } = [];

    internal int AllDecisions => Math.Max(DecisionCount, Decisions.Length);

    internal long FirstDecisionMicros => FirstMicros ?? Decisions[0].TimeMicros;

    /// <summary>The first decision of the most severe verdict: its reasons speak for the account.</summary>
    internal Decision Worst => Decisions.MaxBy(decision => decision.Verdict.Severity())!;

    internal long? SuspendedMicros => FirstSuspensionMicros
        ?? Decisions.FirstOrDefault(decision => decision.Verdict == Verdict.Suspend)?.TimeMicros;

    /// <summary>The worst come first; the order is whole, whatever order they are in.</summary>
    internal static IEnumerable<FlaggedAccount> WorstFirst(IEnumerable<FlaggedAccount> accounts) =>
        accounts.OrderByDescending(account => account.Worst.Verdict.Severity())
            .ThenByDescending(account => account.Score)
            .ThenByDescending(account => account.Exposure.Bytes)
            .ThenBy(account => account.Account, StringComparer.Ordinal);
}
