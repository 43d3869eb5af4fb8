using System.Collections.Immutable;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Report;

/// <summary>Everything that the report of a replay shows. Times are event times in microseconds since 1970.</summary>
public sealed record ReplayReport
{
    /// <summary>Names of the captures, as they were given.</summary>
    public required ImmutableArray<string> Captures { get; init; }

    /// <summary>The exact command that makes this report again.</summary>
    public required string CommandLine { get; init; }

    /// <summary>Version of the program; empty: not shown.</summary>
    public string ProgramVersion { get; init; } = "";

    /// <summary>Name of the policy.</summary>
    public required string Policy { get; init; }

    public required PolicyMode Mode { get; init; }

    /// <summary>Version of the model that scored.</summary>
    public required string Model { get; init; }

    public required ReplayTotals Totals { get; init; }

    /// <summary>Null when there was no event, or it was not gathered.</summary>
    public TrafficSeries? Traffic { get; init; }

    /// <summary>Null when nobody was flagged, or it was not gathered.</summary>
    public LeakSeries? Leak { get; init; }

    /// <summary>In any order; the report shows the worst <see cref="ReportLimits.MaxAccounts"/>.</summary>
    public ImmutableArray<FlaggedAccount> Flagged { get; init; } = [];

    /// <summary>Null without <c>--compare</c>.</summary>
    public PolicyComparison? Comparison { get; init; }

    public DataQuality Quality { get; init; } = new();
}
