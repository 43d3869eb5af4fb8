using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Planning;

/// <summary>Carries operators' commands out; those about many accounts become a wave.</summary>
internal static class CommandPlanner
{
    /// <summary>Most waves at work at once; a command beyond them is refused.</summary>
    private const int MaxWaves = 100;

    public static CommandOutcome Take(Plan plan, OperatorCommand command, int openWaves)
    {
        if (!plan.KnownCommands.Add(command.Id))
        {
            plan.Counters.CountRepeatedCommand();
            return new CommandOutcome(command.Id, IsAccepted: true, "it came before");
        }

        var outcome = CommandRules.Check(command) is { } wrong
            ? Refused(command, wrong)
            : command.Target.IsMany ? Wave(plan, command, openWaves) : One(plan, command);
        plan.Commands.Add(new KeptCommand(command, outcome, plan.Now));
        plan.Counters.CountCommand(outcome.IsAccepted);
        plan.Record.Fact(outcome.IsAccepted ? "command.accepted" : "command.refused", command.By,
            $"{CommandWords.Of(command.Kind)} {command.Target.Name}: {outcome.Detail}; {As(command)}{command.Reason}",
            command.Target.Scope == CommandScope.Account ? command.Target.Name : null, inCase: null, command.Id);
        return outcome;
    }

    internal static CommandOutcome Accepted(OperatorCommand command, string detail) =>
        new(command.Id, IsAccepted: true, detail);

    internal static CommandOutcome Refused(OperatorCommand command, string detail) =>
        new(command.Id, IsAccepted: false, detail);

    private static string As(OperatorCommand command) => command.Role.Length > 0 ? $"as {command.Role}: " : "";

    private static CommandOutcome Wave(Plan plan, OperatorCommand command, int openWaves)
    {
        if (command.Kind is CommandKind.Note or CommandKind.Appeal or CommandKind.Answer)
        {
            return CaseCommands.Take(plan, command);
        }

        if (openWaves >= MaxWaves)
        {
            return Refused(command, $"{MaxWaves} commands about many accounts are at work already");
        }

        if (command.Kind == CommandKind.Takedown && OrderPlanner.Refuses(plan, command) is { } why)
        {
            return Refused(command, why);
        }

        plan.Set(new Wave { Command = command, TakenMicros = plan.Now });
        return Accepted(command, "it is worked off batch by batch");
    }

    private static CommandOutcome One(Plan plan, OperatorCommand command) => command.Kind switch
    {
        CommandKind.Approve => ApprovalCommands.Approve(plan, command),
        CommandKind.Reject => ApprovalCommands.Reject(plan, command),
        CommandKind.Restore => Restore(plan, command),
        CommandKind.Allow => Allow(plan, command),
        CommandKind.Disallow => Disallow(plan, command),
        CommandKind.Stop or CommandKind.Resume => Switch(plan, command),
        CommandKind.Throttle or CommandKind.Challenge or CommandKind.Suspend => OrderPlanner.Take(plan, command),
        _ => CaseCommands.Take(plan, command),
    };

    private static CommandOutcome Restore(Plan plan, OperatorCommand command) =>
        RestorePlanner.ByCause(plan, command.Target.Name, CauseOf(command), alsoHeld: true, command.Id)
            ? Accepted(command, "it is restored")
            : Accepted(command, "nothing is done to it");

    internal static Cause CauseOf(OperatorCommand command) =>
        new(command.Id, command.By, command.Reason.Length > 0 ? command.Reason : CommandWords.Of(command.Kind));

    private static CommandOutcome Allow(Plan plan, OperatorCommand command)
    {
        if (command.UntilMicros <= plan.Now)
        {
            return Refused(command, "it is over already");
        }

        var name = command.Target.Name;
        RestorePlanner.ByCause(plan, name, CauseOf(command), alsoHeld: true, command.Id);
        plan.Set(plan.Account(name) with
        {
            Allowance = new Allowance(command.By, PlanWords.Line(command.Reason), plan.Now, command.UntilMicros),
        });
        plan.Record.Fact("account.allowed", command.By, command.Reason, name, plan.Account(name).Case, command.Id);
        return Accepted(command, "it is not touched any more");
    }

    private static CommandOutcome Disallow(Plan plan, OperatorCommand command)
    {
        var account = plan.Account(command.Target.Name);
        if (account.Allowance is null)
        {
            return Refused(command, "it was not allowed");
        }

        plan.Set(account with { Allowance = null });
        plan.Record.Fact("account.disallowed", command.By, command.Reason, account.Account, account.Case, command.Id);
        return Accepted(command, "further decisions hold for it again");
    }

    private static CommandOutcome Switch(Plan plan, OperatorCommand command)
    {
        var stops = command.Kind == CommandKind.Stop;
        if (plan.Guard.IsStopped == stops)
        {
            return Accepted(command, stops ? "it was stopped already" : "it was not stopped");
        }

        plan.Set(plan.Guard with
        {
            StoppedBy = stops ? command.By : null,
            StopReason = PlanWords.Line(command.Reason),
            StopMicros = plan.Now,
        });
        var what = stops ? "guard.stopped" : "guard.resumed";
        var why = command.Reason.Length > 0 ? command.Reason : what;
        var inCase = CasePlanner.Open(plan, CaseSubject.Guard, "guard", "", why);
        plan.Record.Fact(what, command.By, why, account: null, inCase.Id, command.Id);
        plan.Record.Tell(inCase, SafeguardActivity.Update, what, "", command.By, why, command.Id);
        return Accepted(command, stops ? "nothing is done to anyone any more" : "it goes on");
    }
}
