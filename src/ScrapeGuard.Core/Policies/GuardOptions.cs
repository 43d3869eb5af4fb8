using System.Collections.Immutable;

namespace ScrapeGuard.Core.Policies;

/// <summary>
/// How many accounts may be suspended without a person's word. A suspension beyond a budget waits for people, and the
/// account is throttled meanwhile. Windows slide; a suspension that a person approved is in no budget.
/// </summary>
public sealed record GuardOptions
{
    /// <summary>Suspensions in any hour; 0: every suspension waits for people.</summary>
    /// <value>Default 200.</value>
    public int SuspensionsPerHour { get; init; } = 200;

    /// <summary>Suspensions in any 24 hours; 0: every suspension waits for people.</summary>
    /// <value>Default 1000.</value>
    public int SuspensionsPerDay { get; init; } = 1_000;

    /// <summary>
    /// Suspensions in any hour of accounts that have a country, plan, client, age or cohort of the policy in common.
    /// </summary>
    /// <value>Default 100.</value>
    public int SuspensionsPerCohortAndHour { get; init; } = 100;

    /// <summary>
    /// Suspensions in any 24 hours of accounts that have a country, plan, client, age or cohort of the policy in
    /// common.
    /// </summary>
    /// <value>Default 500.</value>
    public int SuspensionsPerCohortAndDay { get; init; } = 500;

    /// <summary>Greatest share of the active accounts, 0 to 1, that may be suspended in any 24 hours.</summary>
    /// <value>Default 0.001.</value>
    public double ShareOfActivePerDay { get; init; } = 0.001;

    /// <summary>
    /// How many accounts are active; 0: not said, so that the share is of those that the workers tell of, and limits
    /// nothing before they do.
    /// </summary>
    /// <value>Default 0.</value>
    public int ActiveAccounts { get; init; }

    /// <summary>
    /// Cohorts whose accounts are suspended only when a person approved: names of the policy's cohorts, or an attribute
    /// with its value, such as <c>plan:premium</c>.
    /// </summary>
    public ImmutableArray<string> ApprovalCohorts { get; init; } = [];

    /// <summary>How long an effect waits for people before it lapses.</summary>
    /// <value>Default 7 days.</value>
    public TimeSpan ApprovalFor { get; init; } = TimeSpan.FromDays(7);
}
