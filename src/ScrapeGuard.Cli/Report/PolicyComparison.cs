using System.Collections.Immutable;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Report;

/// <summary>The same traffic under another policy.</summary>
public sealed record PolicyComparison
{
    /// <summary>Name of the other policy.</summary>
    public required string Policy { get; init; }

    public required PolicyMode Mode { get; init; }

    /// <summary>Accounts suspended under the report's policy and under the other.</summary>
    public required (long Base, long Other) Suspended { get; init; }

    /// <summary>Accounts flagged under the report's policy and under the other.</summary>
    public required (long Base, long Other) Flagged { get; init; }

    /// <summary>
    /// Accounts whose most severe verdict differs; the report shows <see cref="ReportLimits.MaxAccounts"/>.
    /// </summary>
    public ImmutableArray<AccountDifference> Differences { get; init; } = [];
}

/// <summary>An account that two policies judge differently.</summary>
/// <param name="Account">Its name.</param>
/// <param name="Base">Most severe verdict under the report's policy; <see cref="Verdict.None"/>: it is gained.</param>
/// <param name="Other">Most severe verdict under the other policy; <see cref="Verdict.None"/>: it is lost.</param>
/// <param name="Score">Its highest score, 0 to 1.</param>
public sealed record AccountDifference(string Account, Verdict Base, Verdict Other, double Score);
