using System.Collections.Immutable;

namespace ScrapeGuard.Core.Policies;

/// <summary>All that decides what a score leads to. Immutable: a reload swaps the whole or nothing.</summary>
public sealed record Policy
{
    /// <summary>The policy that holds when no file is named.</summary>
    public static Policy Default { get; } = new();

    /// <summary>Stands in each decision.</summary>
    /// <value>Default <c>default</c>.</value>
    public string Name { get; init; } = "default";

    /// <value>Default <see cref="PolicyMode.Enforce"/>.</value>
    public PolicyMode Mode { get; init; } = PolicyMode.Enforce;

    /// <summary>Path of the model that judges, from the folder of the policy's file.</summary>
    /// <value>Default null: the model that ships with the program.</value>
    public string? Model { get; init; }

    /// <summary>How much later than a newer one an event may arrive and still count in its place.</summary>
    /// <value>Default 60 seconds.</value>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(60);

    public ScoreThresholds Thresholds { get; init; } = new();

    public LadderOptions Ladder { get; init; } = new();

    public RuleOptions Rules { get; init; } = new();

    public CampaignOptions Campaigns { get; init; } = new();

    public EnforcementOptions Enforcement { get; init; } = new();

    public GuardOptions Guard { get; init; } = new();

    /// <summary>In order: the first that matches an account holds.</summary>
    public ImmutableArray<Cohort> Cohorts { get; init; } = [];

    /// <summary>Accounts for which no decision is ever made.</summary>
    public ImmutableHashSet<string> Allowlist { get; init; } = [];

    /// <summary>Decoy tracks that no link or search leads to: who takes one walks the catalogue.</summary>
    public ImmutableHashSet<string> CanaryTracks { get; init; } = [];
}
