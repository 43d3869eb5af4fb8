using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Looks at an account whose time has come: what lapses, what ends, what is to be carried out.</summary>
internal static class WakePlanner
{
    /// <returns>The call that is to be made; null: none.</returns>
    public static PlannedCall? Wake(Plan plan, string name)
    {
        // Whatever comes of it, its next time is written.
        plan.Set(plan.Account(name));
        if (plan.Held(name) is { } held && held.DueMicros <= plan.Now)
        {
            EffectMoves.Move(plan, held, EffectState.Rejected, PlanWords.Program, "nobody approved it in time");
            OrderPlanner.Forget(plan, held);
        }

        if (plan.InFlight(name) is { } inFlight)
        {
            return inFlight.DueMicros <= plan.Now ? AskAbout(plan, inFlight) : null;
        }

        EndIfOver(plan, name);
        while (plan.FirstDue(name) is { } due && due.DueMicros <= plan.Now)
        {
            if (TakeUp(plan, due) is { } call)
            {
                return call;
            }

            if (plan.FirstDue(name)?.Id == due.Id)
            {
                // It was put off.
                break;
            }
        }

        return null;
    }

    private static PlannedCall? AskAbout(Plan plan, Effect effect)
    {
        if (effect.Attempts >= plan.Options.MaxAttempts)
        {
            CompletionPlanner.Fail(plan, effect, "nobody could tell what became of it", isKnownNotDone: false);
            return null;
        }

        effect = effect with
        {
            Attempts = effect.Attempts + 1,
            DueMicros = plan.Now + Timing.Micros(plan.Options.Lease),
        };
        plan.Set(effect);
        return new PlannedCall(effect, IsQuestion: true);
    }

    private static void EndIfOver(Plan plan, string name)
    {
        var account = plan.Account(name);
        if (account is { Applied: { } applied, UntilMicros: { } until } && until <= plan.Now
            && plan.FirstDue(name) is null && !OrderPlanner.FallBack(plan, account))
        {
            var cause = new Cause("expiry", PlanWords.Program, $"the time of the {PlanWords.Of(applied)} is over");
            RestorePlanner.ByCause(plan, name, cause, alsoHeld: false, command: null);
        }
    }

    private static PlannedCall? TakeUp(Plan plan, Effect effect)
    {
        var account = plan.Account(effect.Account);
        if (effect.IsHarmful && !Passes(plan, account, effect))
        {
            return null;
        }

        if (effect.IsHarmful && effect.UntilMicros <= plan.Now)
        {
            EffectMoves.Supersede(plan, effect, PlanWords.Program, "its time was over before it was done");
            return null;
        }

        if (IsHeldAlready(account, effect))
        {
            EffectMoves.Supersede(plan, effect, PlanWords.Program, "it holds already");
            return null;
        }

        var until = effect.UntilMicros ?? (effect.LastsMicros > 0 ? plan.Now + effect.LastsMicros : null);
        effect = effect with
        {
            Attempts = effect.Attempts + 1,
            UntilMicros = until,
            DueMicros = plan.Now + Timing.Micros(plan.Options.Lease),
        };
        effect = EffectMoves.Move(plan, effect, EffectState.InFlight, PlanWords.Program,
            $"call {effect.Attempts} begins");
        return new PlannedCall(effect, IsQuestion: false);
    }

    /// <summary>The guard, right before something is done to an account.</summary>
    private static bool Passes(Plan plan, KnownAccount account, Effect effect)
    {
        if (Guard.Spares(plan, account) is { } spared)
        {
            EffectMoves.Move(plan, effect, EffectState.Spared, PlanWords.Program, spared);
            OrderPlanner.Forget(plan, effect);
            return false;
        }

        if (plan.Policy.Mode == PolicyMode.Shadow)
        {
            EffectMoves.Supersede(plan, effect, PlanWords.Program, "the policy is in shadow now");
            OrderPlanner.Forget(plan, effect);
            return false;
        }

        if (Guard.Stops(plan) is not null)
        {
            var recheck = Timing.Micros(plan.Options.StoppedRecheck);
            plan.Set(effect with { DueMicros = plan.Now + recheck + Timing.Spread(effect.Id, 7 * recheck) });
            return false;
        }

        if (effect.Kind != EffectKind.Suspend || effect.Approver is not null
            || Guard.Budget(plan, account, effect.Scopes, withPending: false) is not { } held)
        {
            return true;
        }

        effect = effect with { DueMicros = plan.Now + Timing.Micros(plan.Policy.Guard.ApprovalFor) };
        EffectMoves.Move(plan, effect, EffectState.Held, PlanWords.Program, held);
        if (plan.Case(effect.Case) is { } inCase)
        {
            HarmPlanner.StandIn(plan, Demand.Of(effect), inCase);
        }

        return false;
    }

    private static bool IsHeldAlready(KnownAccount account, Effect effect) =>
        !account.IsUncertain && (effect.IsHarmful
            ? account.Applied == effect.Kind && account.UntilMicros is null
                && effect is not { Command: not null, UntilMicros: not null }
            : account.Applied is null);
}
