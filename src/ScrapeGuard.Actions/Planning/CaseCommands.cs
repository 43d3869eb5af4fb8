using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Safeguards;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Notes, appeals and answers. None of them opens a case: that is for decisions.</summary>
internal static class CaseCommands
{
    public static CommandOutcome Take(Plan plan, OperatorCommand command)
    {
        var isAccount = command.Target.Scope == CommandScope.Account;
        var account = isAccount ? command.Target.Name : null;
        if (CaseOf(plan, command) is not { } inCase)
        {
            return CommandPlanner.Refused(command, "there is no case");
        }

        var kind = command.Kind switch
        {
            CommandKind.Appeal => CaseNoteKind.Appeal,
            CommandKind.Answer => CaseNoteKind.Answer,
            _ => CaseNoteKind.Note,
        };
        if (kind == CaseNoteKind.Answer && !inCase.HasAppeal)
        {
            return CommandPlanner.Refused(command, "nobody appealed");
        }

        plan.Notes.Add(new CaseNote(command.Id, inCase.Id, plan.Now, command.By, kind, command.Reason, account));
        plan.Set(inCase with
        {
            // An appeal in a case that is settled is kept, and leaves it settled.
            HasAppeal = kind switch
            {
                CaseNoteKind.Appeal => inCase.IsOpen || inCase.HasAppeal,
                CaseNoteKind.Answer => false,
                _ => inCase.HasAppeal,
            },
        });
        if (kind == CaseNoteKind.Answer)
        {
            plan.MayClose[inCase.Id] = account ?? "";
        }

        if (kind == CaseNoteKind.Appeal)
        {
            plan.Record.Tell(inCase, SafeguardActivity.Update, "case.appealed", account ?? "", command.By,
                command.Reason, command.Id);
        }

        return CommandPlanner.Accepted(command,
            inCase.IsOpen ? "it is in the case" : "it is in the case, which is closed");
    }

    private static Case? CaseOf(Plan plan, OperatorCommand command)
    {
        var name = command.Target.Name;
        if (command.Target.Scope == CommandScope.Campaign)
        {
            return plan.Case(PlanIds.OfCase(CaseSubject.Campaign, name));
        }

        return plan.Case(plan.Account(name).Case ?? PlanIds.OfCase(CaseSubject.Account, name));
    }
}
