using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Plans what a decision or a person has done to an account.</summary>
internal static class HarmPlanner
{
    /// <returns>False when it is done or planned already.</returns>
    public static bool Plan(Plan plan, Decision decision, EffectKind kind, Case inCase)
    {
        var name = decision.Account;
        if (IsAskedForAlready(plan, plan.Account(name), kind))
        {
            return false;
        }

        GiveUpDecided(plan, name, $"a newer decision: {decision.Verdict}");
        var account = plan.Account(name);
        if (account.Applied == kind && account.UntilMicros is null && !account.IsUncertain
            && plan.Open(name).Count == 0)
        {
            return true;
        }

        var demand = Demand.Of(decision, kind);
        Begin(plan, demand, inCase, Timing.DueOf(plan, demand.Id, inCase));
        return true;
    }

    /// <summary>Begins an effect, in the state that the guard lets it begin in.</summary>
    /// <returns>Why it waits for people; null: it does not.</returns>
    public static string? Begin(Plan plan, Demand demand, Case inCase, long dueMicros)
    {
        var account = plan.Account(demand.Account);
        var judgement = Guard.Judge(plan, account, demand.Kind, dueMicros, demand.IsOrdered);
        if (judgement.NeedsThrottle)
        {
            StandIn(plan, demand, inCase);
        }

        var isHeld = judgement.HeldFor is not null;
        Begin(plan, demand, inCase, isHeld ? EffectState.Held : EffectState.Due,
            isHeld ? plan.Now + Timing.Micros(plan.Policy.Guard.ApprovalFor) : judgement.DueMicros,
            judgement.HeldFor ?? demand.Reason);
        return judgement.HeldFor;
    }

    /// <summary>What would be done, were it not in shadow.</summary>
    public static void Shadow(Plan plan, Decision decision, EffectKind kind, Case inCase)
    {
        var demand = Demand.Of(decision, kind);
        Begin(plan, demand, inCase, EffectState.Shadowed, plan.Now, demand.Reason);
    }

    /// <summary>A held suspension's throttle, unless the account is slowed down or challenged anyway.</summary>
    public static void StandIn(Plan plan, Demand demand, Case inCase)
    {
        var account = plan.Account(demand.Account);
        if (account.Applied is EffectKind.Throttle or EffectKind.Challenge && plan.InFlight(account.Account) is null
            && plan.FirstDue(account.Account) is null)
        {
            return;
        }

        var id = demand.StandInId;
        if (plan.Effect(id) is not null)
        {
            return;
        }

        var due = demand.IsOrdered ? plan.Now : Timing.DueOf(plan, id, inCase);
        Begin(plan, demand with { Kind = EffectKind.Throttle, Id = id }, inCase, EffectState.Due, due,
            "stands in for a suspension that waits for people");
    }

    /// <summary>
    /// Whether the last thing planned, or else what holds, is the same. What ends by itself is asked for anew.
    /// </summary>
    private static bool IsAskedForAlready(Plan plan, KnownAccount account, EffectKind kind)
    {
        var last = plan.Held(account.Account)
            ?? plan.Open(account.Account).LastOrDefault(effect => effect is { IsOutdated: false });
        return last is not null
            ? last.Kind == kind
            : account.Applied == kind && account.UntilMicros is null && !account.IsUncertain;
    }

    /// <summary>What a decision wanted gives way to a newer one; what a person wanted is done first.</summary>
    public static void GiveUpDecided(Plan plan, string account, string why)
    {
        foreach (var effect in plan.Open(account))
        {
            if (effect.State == EffectState.InFlight)
            {
                plan.Set(effect with { IsOutdated = effect.IsOutdated || effect.Command is null });
            }
            else if (effect.Command is null)
            {
                EffectMoves.Supersede(plan, effect, PlanWords.Program, why);
            }
        }
    }

    private static void Begin(Plan plan, Demand demand, Case inCase, EffectState state, long dueMicros, string why)
    {
        var account = plan.Account(demand.Account);
        account = account with { Sequence = account.Sequence + 1 };
        plan.Set(account);
        EffectMoves.Begin(plan, new Effect
        {
            Id = demand.Id,
            Account = account.Account,
            Kind = demand.Kind,
            State = state,
            Sequence = account.Sequence,
            CreatedMicros = plan.Now,
            ChangedMicros = plan.Now,
            DueMicros = dueMicros,

            // How long it lasts a person says; the policy says it of what nobody looked at.
            LastsMicros = demand.IsOrdered ? 0 : Timing.LastsOf(plan, account, demand.Kind),
            UntilMicros = demand.UntilMicros,
            Decision = demand.Decision,
            Command = demand.Command,
            Actor = demand.Actor,
            Reason = demand.Reason,
            Campaign = demand.Campaign,
            Case = inCase.Id,
            Detail = PlanWords.Line(why),
            Scopes = demand.Kind == EffectKind.Suspend ? [.. Guard.ScopesOf(account.Cohorts)] : [],
        }, why);
    }
}
