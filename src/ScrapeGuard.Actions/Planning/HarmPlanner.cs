using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Plans what a decision has done to an account.</summary>
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

        GiveUpOlder(plan, decision);
        var account = plan.Account(name);
        if (account.Applied == kind && account.UntilMicros is null && !account.IsUncertain
            && plan.Open(name).Count == 0)
        {
            return true;
        }

        var id = PlanIds.OfDecision(decision, kind);
        var judgement = Guard.Judge(plan, account, kind, Timing.DueOf(plan, id, inCase));
        if (judgement.NeedsThrottle)
        {
            StandIn(plan, decision, inCase);
        }

        var isHeld = judgement.HeldFor is not null;
        Begin(plan, decision, kind, id, inCase, isHeld ? EffectState.Held : EffectState.Due,
            isHeld ? plan.Now + Timing.Micros(plan.Policy.Guard.ApprovalFor) : judgement.DueMicros,
            judgement.HeldFor ?? PlanWords.Reason(decision));
        return true;
    }

    /// <summary>What would be done, were it not in shadow.</summary>
    public static void Shadow(Plan plan, Decision decision, EffectKind kind, Case inCase) =>
        Begin(plan, decision, kind, PlanIds.OfDecision(decision, kind), inCase, EffectState.Shadowed, plan.Now,
            PlanWords.Reason(decision));

    /// <summary>A held suspension's throttle, unless the account is slowed down or challenged anyway.</summary>
    public static void StandIn(Plan plan, Decision decision, Case inCase)
    {
        var account = plan.Account(decision.Account);
        if (account.Applied is EffectKind.Throttle or EffectKind.Challenge && plan.InFlight(account.Account) is null
            && plan.FirstDue(account.Account) is null)
        {
            return;
        }

        var id = PlanIds.OfDecision(decision, EffectKind.Throttle);
        if (plan.Effect(id) is not null)
        {
            return;
        }

        Begin(plan, decision, EffectKind.Throttle, id, inCase, EffectState.Due, Timing.DueOf(plan, id, inCase),
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
    private static void GiveUpOlder(Plan plan, Decision decision)
    {
        foreach (var effect in plan.Open(decision.Account))
        {
            if (effect.State == EffectState.InFlight)
            {
                plan.Set(effect with { IsOutdated = effect.Command is null });
            }
            else if (effect.Command is null)
            {
                EffectMoves.Supersede(plan, effect, PlanWords.Program, $"a newer decision: {decision.Verdict}");
            }
        }
    }

    private static void Begin(Plan plan, Decision decision, EffectKind kind, string id, Case inCase,
        EffectState state, long dueMicros, string why)
    {
        var account = plan.Account(decision.Account);
        account = account with { Sequence = account.Sequence + 1 };
        plan.Set(account);
        EffectMoves.Begin(plan, new Effect
        {
            Id = id,
            Account = account.Account,
            Kind = kind,
            State = state,
            Sequence = account.Sequence,
            CreatedMicros = plan.Now,
            ChangedMicros = plan.Now,
            DueMicros = dueMicros,
            LastsMicros = Timing.LastsOf(plan, account, kind),
            Decision = decision,
            Actor = PlanWords.Program,
            Reason = PlanWords.Reason(decision),
            Campaign = decision.Campaign,
            Case = inCase.Id,
            Detail = PlanWords.Line(why),
            Scopes = kind == EffectKind.Suspend ? [.. Guard.ScopesOf(account.Cohorts)] : [],
        }, why);
    }
}
