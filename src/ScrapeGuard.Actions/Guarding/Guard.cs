using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Actions.Guarding;

/// <summary>
/// Stands between what was decided and what is done: when it is planned, and again right before it is done.
/// </summary>
internal static class Guard
{
    /// <summary>Most windows that are remembered at once; cohorts beyond it trip without a word of their own.</summary>
    private const int MaxTrips = 1_000;

    /// <summary>Why an account may not be touched; null: it may.</summary>
    public static string? Spares(Plan plan, KnownAccount account)
    {
        if (plan.Policy.Allowlist.Contains(account.Account))
        {
            return "on the allowlist of the policy";
        }

        return account.Allowance is { } allowance && allowance.HoldsAt(plan.Now)
            ? $"allowed by {allowance.By}: {allowance.Reason}"
            : null;
    }

    /// <summary>Why nothing is done to anyone now; null: it may be.</summary>
    public static string? Stops(Plan plan) =>
        plan.Context.Stop ?? (plan.Guard.IsStopped ? $"stopped by {plan.Guard.StoppedBy}" : null);

    /// <summary>What is to become of a new effect.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="account">The account; not allowlisted.</param>
    /// <param name="kind">What is to be done to it.</param>
    /// <param name="dueMicros">When it would be done.</param>
    /// <param name="isOrdered">Whether a person wants it: cool-down and approval are for what nobody looked at.</param>
    public static Judgement Judge(Plan plan, KnownAccount account, EffectKind kind, long dueMicros, bool isOrdered)
    {
        var coolsDown = !isOrdered && plan.Now < account.CooldownUntilMicros;
        if (kind != EffectKind.Suspend)
        {
            return new Judgement(null, false, coolsDown ? Math.Max(dueMicros, account.CooldownUntilMicros) : dueMicros);
        }

        if (coolsDown)
        {
            // Not throttled either: it was restored, and would be in a loop.
            return new Judgement($"restored lately; cools down until {Rfc3339.Format(account.CooldownUntilMicros)}",
                false, dueMicros);
        }

        if (!isOrdered && Cohorts.WantsApproval(account.Cohorts, plan.Policy.Guard) is { } cohort)
        {
            return new Judgement($"suspensions in {cohort} need approval", true, dueMicros);
        }

        var held = Budget(plan, account, ScopesOf(account.Cohorts), withPending: true);
        return new Judgement(held, held is not null, dueMicros);
    }

    /// <summary>
    /// Why a suspension does not fit in the budgets; null: it does. The first that trips one is told of.
    /// </summary>
    public static string? Budget(Plan plan, KnownAccount account, IEnumerable<string> scopes, bool withPending)
    {
        foreach (var scope in scopes)
        {
            if (Budgets.Check(plan.Policy.Guard, scope, plan.Use(scope), withPending) is { } trip)
            {
                Tell(plan, account, trip);
                return $"the budget of {trip.Budget} suspensions by {trip.Key} is used up";
            }
        }

        return null;
    }

    /// <summary>The budgets that a suspension of an account counts in.</summary>
    public static string[] ScopesOf(IEnumerable<string> cohorts) => [Budgets.All, .. cohorts];

    private static void Tell(Plan plan, KnownAccount account, BudgetTrip trip)
    {
        var guard = plan.Guard;
        if (guard.Trips.TryGetValue(trip.Key, out var until) && plan.Now < until)
        {
            return;
        }

        // What is over is forgotten, so that the list is as long as there are windows open.
        var over = guard.Trips.Where(entry => entry.Value <= plan.Now).Select(entry => entry.Key);
        if (guard.Trips.Count >= MaxTrips)
        {
            return;
        }

        var next = plan.Now + (trip.Window.Ticks / TimeSpan.TicksPerMicrosecond);
        plan.Set(guard with { Trips = guard.Trips.RemoveRange(over).SetItem(trip.Key, next) });
        var why = $"the budget of {trip.Budget} suspensions by {trip.Key} is used up: further ones wait for people";
        var inCase = CasePlanner.Open(plan, CaseSubject.Guard, "guard", account.Account, why);
        plan.Record.Fact("guard.tripped", PlanWords.Program, why, account.Account, inCase.Id);
        plan.Record.Tell(inCase, SafeguardActivity.Update, "guard.tripped", account.Account, PlanWords.Program, why,
            $"{trip.Key} {next}");
        plan.Counters.CountTrips(1);
    }
}
