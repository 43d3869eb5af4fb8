using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Planning;

/// <summary>
/// What people order to be done to accounts. It goes through the guard as what was decided does: allowlist, shadow,
/// kill switch and budgets hold. Cool-down and approval do not: they are about what is done without a person's word.
/// </summary>
internal static class OrderPlanner
{
    /// <summary>Why nothing can be ordered now, whoever it is about; null: it can.</summary>
    public static string? Refuses(Plan plan, OperatorCommand command) =>
        plan.Policy.Mode == PolicyMode.Shadow ? "the policy is in shadow: nothing is done to anyone"
        : command.UntilMicros <= plan.Now ? "it is over already"
        : null;

    /// <summary>Takes an order about one account.</summary>
    public static CommandOutcome Take(Plan plan, OperatorCommand command)
    {
        var account = plan.Account(command.Target.Name);
        if ((Refuses(plan, command) ?? Guard.Spares(plan, account)) is { } refused)
        {
            return CommandPlanner.Refused(command, refused);
        }

        var inCase = OpenCase(plan, account, command.Reason);
        plan.Set(account with { Case = inCase.Id });
        var demand = Demand.Of(command, account.Account, KindOf(command.Kind), account.Campaign);
        return CommandPlanner.Accepted(command, Order(plan, demand, inCase, plan.Now));
    }

    /// <summary>Takes down one account of a campaign.</summary>
    /// <returns>Whether anything came of it.</returns>
    public static bool TakeDown(Plan plan, Wave wave, string name)
    {
        var account = plan.Account(name);
        var command = wave.Command;
        if ((Refuses(plan, command) ?? Guard.Spares(plan, account)) is { } spared)
        {
            plan.Record.Fact("order.spared", PlanWords.Program, spared, name, account.Case, command.Id);
            return false;
        }

        var inCase = CasePlanner.Open(plan, CaseSubject.Campaign, command.Target.Name, name, command.Reason);

        // As of the command: who takes it back means everybody that it was about, whenever they were worked off.
        plan.Set(account with { Case = inCase.Id, HarmedMicros = account.HarmedMicros ?? wave.TakenMicros });
        var moment = wave.TakenMicros + Timing.Micros(plan.Policy.Enforcement.CampaignGathering);
        var demand = Demand.Of(command, name, EffectKind.Suspend, command.Target.Name);
        Order(plan, demand, inCase, Math.Max(plan.Now, moment));
        return true;
    }

    /// <summary>
    /// What becomes of a decision that asks for as much as a person ordered, or less: what was ordered holds, and comes
    /// back if more than that was done meanwhile.
    /// </summary>
    public static (DecisionFate Fate, string Why) Keep(Plan plan, Decision decision, StandingOrder order)
    {
        var account = plan.Account(decision.Account);
        var why = $"{order.By} ordered {PlanWords.Of(order.Kind)}: {order.Reason}";
        if (IsKept(plan, account, order.Kind))
        {
            return (DecisionFate.Nothing, PlanWords.Line(why));
        }

        var inCase = OpenCase(plan, account, why);
        plan.Set(account with { Case = inCase.Id });
        HarmPlanner.GiveUpDecided(plan, account.Account, $"a newer decision: {decision.Verdict}");
        HarmPlanner.Begin(plan, Demand.Of(order, plan.Account(account.Account)), inCase, plan.Now);
        return (DecisionFate.Acted, PlanWords.Line(why));
    }

    /// <summary>The time of what was done beyond a person's order is over: the account goes back to that.</summary>
    /// <returns>Whether there is such an order.</returns>
    public static bool FallBack(Plan plan, KnownAccount account)
    {
        if (account.Order is not { } order || !order.HoldsAt(plan.Now) || order.Kind >= account.Applied)
        {
            return false;
        }

        var inCase = OpenCase(plan, account, order.Reason);
        HarmPlanner.Begin(plan, Demand.Of(order, account), inCase, plan.Now);
        return true;
    }

    /// <summary>Nothing comes of an effect that a person ordered: the order does not stand any more.</summary>
    public static void Forget(Plan plan, Effect effect)
    {
        var account = plan.Account(effect.Account);
        if (effect.Command is { } command && account.Order?.Command == command)
        {
            plan.Set(account with { Order = null });
        }
    }

    private static string Order(Plan plan, Demand demand, Case inCase, long dueMicros)
    {
        var account = plan.Account(demand.Account);
        plan.Set(account with
        {
            Order = new StandingOrder(
                demand.Command!, demand.Kind, demand.Actor, demand.Reason, plan.Now, demand.UntilMicros),
        });
        plan.Record.Fact("account.ordered", demand.Actor, $"{PlanWords.Of(demand.Kind)}: {demand.Reason}",
            demand.Account, inCase.Id, demand.Command);
        if (IsAsOrdered(plan, account, demand))
        {
            return "it is done or planned already, and holds until a person takes it back or its time is over";
        }

        GiveUp(plan, demand);
        var held = HarmPlanner.Begin(plan, demand, inCase, dueMicros);
        return held is not null ? $"it waits for approval: {held}"
            : Guard.Stops(plan) is { } stop ? $"it is carried out when it goes on: {stop}"
            : "it is carried out";
    }

    /// <summary>Whether the last thing planned, or else what holds, is the same for as long.</summary>
    private static bool IsAsOrdered(Plan plan, KnownAccount account, Demand demand) =>
        plan.Open(account.Account).LastOrDefault(effect => !effect.IsOutdated) is { } last
            ? last.State != EffectState.Held && last.Kind == demand.Kind && last.LastsMicros == 0
                && last.UntilMicros == demand.UntilMicros
            : account.Applied == demand.Kind && account.UntilMicros == demand.UntilMicros && !account.IsUncertain;

    private static bool IsKept(Plan plan, KnownAccount account, EffectKind kind)
    {
        var last = plan.Held(account.Account)
            ?? plan.Open(account.Account).LastOrDefault(effect => !effect.IsOutdated);
        return last is not null ? last.Kind == kind : account.Applied == kind && !account.IsUncertain;
    }

    /// <summary>An order takes the place of all that was planned, whoever wanted it.</summary>
    private static void GiveUp(Plan plan, Demand demand)
    {
        foreach (var effect in plan.Open(demand.Account))
        {
            if (effect.State == EffectState.InFlight)
            {
                plan.Set(effect with { IsOutdated = true });
            }
            else
            {
                EffectMoves.Supersede(plan, effect, demand.Actor, $"ordered: {demand.Reason}");
            }
        }

        plan.Set(plan.Account(demand.Account) with { FailedEffect = null });
    }

    private static Case OpenCase(Plan plan, KnownAccount account, string why) =>
        account.Case is { } id && plan.Case(id) is { } known
            ? CasePlanner.Open(plan, known.Subject, known.Name, account.Account, why)
            : CasePlanner.Open(plan, CaseSubject.Account, account.Account, account.Account, why);

    private static EffectKind KindOf(CommandKind kind) => kind switch
    {
        CommandKind.Throttle => EffectKind.Throttle,
        CommandKind.Challenge => EffectKind.Challenge,
        CommandKind.Suspend => EffectKind.Suspend,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}
