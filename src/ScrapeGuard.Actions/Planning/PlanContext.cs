using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Planning;

/// <summary>What a plan is made under.</summary>
/// <param name="NowMicros">The time, in microseconds since 1970.</param>
/// <param name="Policy">The policy that holds.</param>
/// <param name="Options">How the actioner works.</param>
/// <param name="Counters">Counts what is planned.</param>
/// <param name="Stop">Why nothing may be done to anyone; null: it may.</param>
internal sealed record PlanContext(
    long NowMicros, Policy Policy, ActionsOptions Options, ActionCounters Counters, string? Stop);
