using System.Collections.Immutable;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Core.Policies;

/// <summary>
/// A group of accounts with settings of its own. An account belongs to the first cohort all of whose conditions hold;
/// an empty condition always holds.
/// </summary>
public sealed record Cohort
{
    /// <summary>Unique in its policy.</summary>
    public required string Name { get; init; }

    /// <summary>Plans, as events name them.</summary>
    public ImmutableArray<string> Plans { get; init; } = [];

    /// <summary>Countries, as events name them.</summary>
    public ImmutableArray<string> Countries { get; init; } = [];

    /// <summary>Clients, as events name them.</summary>
    public ImmutableArray<string> Clients { get; init; } = [];

    /// <summary>Accounts created less than so many days before the event; null: of any age.</summary>
    public int? AccountAgeBelowDays { get; init; }

    /// <summary>Thresholds in place of the policy's; null: the policy's.</summary>
    public ScoreThresholds? Thresholds { get; init; }

    /// <summary>The most severe verdict that its accounts can get; null: any.</summary>
    public Verdict? MaxVerdict { get; init; }

    /// <summary>Mode in place of the policy's; a shadow policy stays shadow whatever a cohort says.</summary>
    public PolicyMode? Mode { get; init; }
}
