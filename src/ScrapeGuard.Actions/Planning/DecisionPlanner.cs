using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Planning;

/// <summary>
/// Takes decisions in. Of an account's decisions to enforce only the newest by event time counts, in whatever order
/// they come; those in shadow neither count nor move that time.
/// </summary>
internal static class DecisionPlanner
{
    public static void Take(Plan plan, Decision decision)
    {
        if (!plan.KnownDecisions.Add(decision.Id))
        {
            plan.Counters.CountRepeatedDecision();
            return;
        }

        var (fate, why) = FateOf(plan, decision);
        plan.Decisions.Add(new KeptDecision(decision, fate, plan.Now, CaseOf(plan, decision)));
        plan.Counters.CountDecision(fate);
        plan.Record.Fact($"decision.{PlanWords.Of(fate)}", PlanWords.Program, why, decision.Account,
            CaseOf(plan, decision), decision.Id);
    }

    private static (DecisionFate Fate, string Why) FateOf(Plan plan, Decision decision)
    {
        var harm = PlanWords.HarmOf(decision.Verdict);
        var account = plan.Account(decision.Account);
        var spared = Guard.Spares(plan, account);
        if (decision.Mode == PolicyMode.Shadow || plan.Policy.Mode == PolicyMode.Shadow)
        {
            return Shadow(plan, decision, spared);
        }

        if (IsOlder(decision, account))
        {
            return (DecisionFate.Superseded, $"a newer decision came before: {account.NewestDecision}");
        }

        plan.Set(account with
        {
            NewestMicros = decision.TimeMicros,
            NewestDecision = decision.Id,
            Demanded = decision.Verdict,
        });
        if (spared is null && account.Order is { } order && order.HoldsAt(plan.Now)
            && (harm is null || harm <= order.Kind))
        {
            return OrderPlanner.Keep(plan, decision, order);
        }

        if (harm is { } kind)
        {
            if (spared is not null)
            {
                return (DecisionFate.Spared, spared);
            }

            var why = PlanWords.Reason(decision);
            var inCase = CasePlanner.Open(plan, decision, why);
            plan.Set(plan.Account(decision.Account) with { Case = inCase.Id, Campaign = decision.Campaign });
            return HarmPlanner.Plan(plan, decision, kind, inCase)
                ? (DecisionFate.Acted, why)
                : (DecisionFate.Nothing, "it is done or planned already");
        }

        var changed = RestorePlanner.ByDecision(plan, decision);
        JoinCampaign(plan, decision);
        return (changed ? DecisionFate.Acted : DecisionFate.Nothing, PlanWords.Reason(decision));
    }

    /// <summary>An account that nothing is done to is known as one of its campaign all the same.</summary>
    private static void JoinCampaign(Plan plan, Decision decision)
    {
        if (decision.Campaign is { Length: > 0 } campaign
            && plan.Account(decision.Account) is { HarmedMicros: null } account)
        {
            plan.Set(account with { Campaign = campaign });
        }
    }

    private static (DecisionFate Fate, string Why) Shadow(Plan plan, Decision decision, string? spared)
    {
        if (PlanWords.HarmOf(decision.Verdict) is { } kind && spared is null)
        {
            var inCase = CasePlanner.Open(plan, decision, $"in shadow: {PlanWords.Reason(decision)}");
            var account = plan.Account(decision.Account);
            plan.Set(account with { Case = account.Case ?? inCase.Id });
            HarmPlanner.Shadow(plan, decision, kind, inCase);
        }
        else if (plan.Account(decision.Account).Case is { } id)
        {
            plan.MayClose[id] = decision.Account;
        }

        return (DecisionFate.Shadowed, "nothing is done in shadow");
    }

    /// <summary>
    /// Of two decisions of one time the one with the greater id is newer, in whatever order they come.
    /// </summary>
    private static bool IsOlder(Decision decision, KnownAccount account) =>
        account.NewestMicros is { } newest
        && (decision.TimeMicros < newest || (decision.TimeMicros == newest
            && string.CompareOrdinal(decision.Id, account.NewestDecision) < 0));

    private static string? CaseOf(Plan plan, Decision decision)
    {
        var id = CasePlanner.IdOf(decision);
        return plan.Case(id) is not null ? id : plan.Account(decision.Account).Case;
    }
}
