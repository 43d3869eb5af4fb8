using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Has undone what was done to an account, and gives up what is planned.</summary>
internal static class RestorePlanner
{
    /// <summary>Because a person says so, or its time is over: the account then cools down.</summary>
    /// <returns>Whether there was anything to undo or to give up.</returns>
    public static bool ByCause(Plan plan, string name, Cause cause, bool alsoHeld, string? command)
    {
        var changed = GiveUp(plan, name, cause, alsoHeld);
        var account = plan.Account(name);
        if (account.FailedEffect is not null)
        {
            account = account with { FailedEffect = null };
            plan.Set(account);
            changed = true;
        }

        if (account.Order is { } order && (alsoHeld || !order.HoldsAt(plan.Now)))
        {
            account = account with { Order = null };
            plan.Set(account);
            changed = true;
        }

        if (NeedsRestore(plan, account))
        {
            var id = PlanIds.OfCause(cause.Id, name, EffectKind.Restore, account.SinceMicros, account.Sequence);
            Begin(plan, account, id, cause, decision: null, command);
            changed = true;
        }

        if (changed)
        {
            var until = plan.Now + Timing.Micros(plan.Policy.Enforcement.CooldownAfterRestore);
            plan.Set(plan.Account(name) with { CooldownUntilMicros = until });
        }

        return changed;
    }

    /// <summary>Because a newer decision says so.</summary>
    /// <returns>Whether there was anything to undo or to give up.</returns>
    public static bool ByDecision(Plan plan, Decision decision)
    {
        var cause = new Cause(decision.Id, PlanWords.Program, PlanWords.Reason(decision));
        var name = decision.Account;
        var changed = GiveUp(plan, name, cause, alsoHeld: true);
        var account = plan.Account(name);
        if (account.FailedEffect is not null)
        {
            account = account with { FailedEffect = null };
            plan.Set(account);
            changed = true;
        }

        if (!NeedsRestore(plan, account))
        {
            return changed;
        }

        Begin(plan, account, PlanIds.OfDecision(decision, EffectKind.Restore), cause, decision, command: null);
        return true;
    }

    /// <summary>Gives up everything harmful that is due or held; what is in flight is not called again.</summary>
    private static bool GiveUp(Plan plan, string name, Cause cause, bool alsoHeld)
    {
        var changed = false;
        foreach (var effect in plan.Open(name))
        {
            if (!effect.IsHarmful || (effect.State == EffectState.Held && !alsoHeld))
            {
                continue;
            }

            if (effect.State != EffectState.InFlight)
            {
                EffectMoves.Supersede(plan, effect, cause.Actor, cause.Why);
                changed = true;
            }
            else if (!effect.IsOutdated)
            {
                plan.Set(effect with { IsOutdated = true });
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>Whether something holds, or may hold, that no restore already planned undoes.</summary>
    private static bool NeedsRestore(Plan plan, KnownAccount account)
    {
        var inFlight = plan.InFlight(account.Account);
        if (plan.Open(account.Account).Any(effect => effect is { IsHarmful: false, IsOutdated: false }))
        {
            return false;
        }

        return account.Applied is not null || account.IsUncertain || inFlight is { IsHarmful: true };
    }

    private static void Begin(Plan plan, KnownAccount account, string id, Cause cause, Decision? decision,
        string? command)
    {
        var inCase = account.Case ?? PlanIds.OfCase(CaseSubject.Account, account.Account);
        plan.Set(account with { Sequence = account.Sequence + 1 });
        EffectMoves.Begin(plan, new Effect
        {
            Id = id,
            Account = account.Account,
            Kind = EffectKind.Restore,
            State = EffectState.Due,
            Sequence = account.Sequence + 1,
            CreatedMicros = plan.Now,
            ChangedMicros = plan.Now,
            DueMicros = plan.Now,
            Decision = decision,
            Command = command,
            Actor = cause.Actor,
            Reason = PlanWords.Line(cause.Why),
            Campaign = account.Campaign,
            Case = inCase,
        }, cause.Why);
    }
}
