using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Safeguards;

namespace ScrapeGuard.Actions.Planning;

/// <summary>
/// What follows from an account's effects, worked out in one place when a plan is finished: since when it is harmed,
/// when to look at it again, whether it keeps its case open.
/// </summary>
internal static class AccountSettling
{
    /// <param name="plan">The plan.</param>
    /// <param name="name">The account.</param>
    /// <param name="before">As the store had it; null: it had none.</param>
    public static void Settle(Plan plan, string name, KnownAccount? before)
    {
        var account = plan.Account(name);
        var open = plan.Open(name);
        var isHarmed = account.Applied is not null || account.IsUncertain || account.FailedEffect is not null
            || open.Any(effect => effect.IsHarmful) || open.Any(effect => effect.State == EffectState.InFlight);
        account = account with
        {
            HarmedMicros = isHarmed ? account.HarmedMicros ?? plan.Now : null,
            HasHeld = open.Any(effect => effect.State == EffectState.Held),
            WakeMicros = WakeOf(account, open),
            IsActiveInCase = isHarmed && account.Case is not null,
        };
        plan.Set(account);
        SettleCases(plan, account, before);
    }

    private static long WakeOf(KnownAccount account, IReadOnlyList<Effect> open)
    {
        var wake = KnownAccount.Never;
        var inFlight = open.FirstOrDefault(effect => effect.State == EffectState.InFlight);
        var next = inFlight ?? open.FirstOrDefault(effect => effect.State == EffectState.Due);
        if (next is not null)
        {
            wake = next.DueMicros;
        }
        else if (account is { Applied: not null, UntilMicros: { } until })
        {
            wake = until;
        }

        foreach (var effect in open)
        {
            wake = effect.State == EffectState.Held ? Math.Min(wake, effect.DueMicros) : wake;
        }

        return wake;
    }

    /// <summary>Closes the cases in which nothing is done to anyone any more, and nobody waits for an answer.</summary>
    public static void CloseCases(Plan plan)
    {
        foreach (var (id, account) in plan.MayClose)
        {
            if (plan.Case(id) is not { IsOpen: true, Active: 0, HasAppeal: false } settled)
            {
                continue;
            }

            const string Why = "nothing is done to anyone in it any more";
            plan.Set(settled with { IsOpen = false, ClosedMicros = plan.Now });
            plan.Record.Fact("case.closed", PlanWords.Program, Why, account, id);
            plan.Record.Tell(settled, SafeguardActivity.Close, "case.closed", account, PlanWords.Program, Why,
                settled.Openings.ToString());
        }
    }

    private static void SettleCases(Plan plan, KnownAccount account, KnownAccount? before)
    {
        var (was, wasActive) = (before?.Case, before?.IsActiveInCase ?? false);
        if (account.Case is { } id && plan.Case(id) is { } current)
        {
            var joined = was == id ? 0 : 1;
            var active = (account.IsActiveInCase ? 1 : 0) - (was == id && wasActive ? 1 : 0);
            if (joined != 0 || active != 0)
            {
                plan.Set(current with { Accounts = current.Accounts + joined, Active = current.Active + active });
            }

            AskToClose(plan, id, account.Account, active);
        }

        if (was is not null && was != account.Case && wasActive && plan.Case(was) is { } left)
        {
            plan.Set(left with { Active = left.Active - 1 });
            AskToClose(plan, was, account.Account, -1);
        }
    }

    private static void AskToClose(Plan plan, string id, string account, int active)
    {
        if (active < 0)
        {
            plan.MayClose[id] = account;
        }
    }
}
