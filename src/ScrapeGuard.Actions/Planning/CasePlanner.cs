using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Opens cases: one for each campaign, one for each account that is in none.</summary>
internal static class CasePlanner
{
    /// <summary>The case that a decision belongs to.</summary>
    public static string IdOf(Decision decision) => decision.Campaign is { Length: > 0 } campaign
        ? PlanIds.OfCase(CaseSubject.Campaign, campaign)
        : PlanIds.OfCase(CaseSubject.Account, decision.Account);

    /// <summary>The case of the guard itself.</summary>
    public static string OfGuard { get; } = PlanIds.OfCase(CaseSubject.Guard, "guard");

    /// <summary>Opens the case of a decision, or opens it again.</summary>
    public static Case Open(Plan plan, Decision decision, string why) =>
        decision.Campaign is { Length: > 0 } campaign
            ? Open(plan, CaseSubject.Campaign, campaign, decision.Account, why)
            : Open(plan, CaseSubject.Account, decision.Account, decision.Account, why);

    public static Case Open(Plan plan, CaseSubject subject, string name, string account, string why)
    {
        var id = PlanIds.OfCase(subject, name);
        var known = plan.Case(id);
        if (known is { IsOpen: true })
        {
            return known;
        }

        var opened = known is null
            ? new Case
            {
                Id = id,
                Subject = subject,
                Name = name,
                IsOpen = true,
                OpenedMicros = plan.Now,
                ChangedMicros = plan.Now,
            }
            : known with { IsOpen = true };
        opened = opened with { Openings = opened.Openings + 1 };
        plan.Set(opened);
        plan.Record.Fact("case.opened", PlanWords.Program, why, account, id);
        var activity = known is null ? SafeguardActivity.Create : SafeguardActivity.Update;
        plan.Record.Tell(opened, activity, "case.opened", account, PlanWords.Program, why,
            opened.Openings.ToString());
        return opened;
    }
}
