using System.CommandLine;
using ScrapeGuard.Actions.Commands;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// <c>approve</c>, <c>reject</c>, <c>restore</c>, <c>release</c>, <c>throttle</c>, <c>challenge</c>, <c>suspend</c>,
/// <c>takedown</c>, <c>allow</c>, <c>disallow</c>, <c>kill-switch</c>: what people order, written to the topic of
/// commands.
/// </summary>
internal static class OperatorCommands
{
    private const string AccountName = "ACCOUNT";

    public static IEnumerable<Command> Create(CommandContext context) =>
    [
        OfMany(context, "approve", CommandKind.Approve, takesEffect: true,
            "Has effects carried out that wait for people, whatever the budgets say; tries again one that failed."),
        OfMany(context, "reject", CommandKind.Reject, takesEffect: true,
            "Has effects that wait for people not carried out."),
        OfMany(context, "restore", CommandKind.Restore, takesEffect: false,
            "Undoes what was done to accounts, and what is planned: one account, a cohort, a campaign, or all. A whole "
            + "wrong wave is one command: restore --all --since TIME."),
        Order(context, "throttle", CommandKind.Throttle, "Slows an account down."),
        Order(context, "challenge", CommandKind.Challenge, "Has an account prove that a person is there."),
        Order(context, "suspend", CommandKind.Suspend, "Disables an account, reversibly."),
        Takedown(context),
        Release(context),
        Allow(context),
        Disallow(context),
        KillSwitch(context),
    ];

    private static Command OfMany(
        CommandContext context, string name, CommandKind kind, bool takesEffect, string description)
    {
        var command = new Command(name, description);
        var target = new TargetArguments(takesEffect);
        target.AddTo(command);
        return Finish(command, context, kind, (parsed, errors) => (target.Read(parsed, errors), null));
    }

    private static Command Allow(CommandContext context)
    {
        var command = new Command("allow",
            "Has an account never touched, until a time or until disallow; what was done to it is undone.");
        var account = AccountArgument();
        var end = new EndArguments("disallow");
        command.Add(account);
        end.AddTo(command);
        return Finish(command, context, CommandKind.Allow, (parsed, errors) =>
            (new CommandTarget(CommandScope.Account, parsed.GetValue(account)!), end.Read(parsed, context, errors)));
    }

    private static Command Order(CommandContext context, string name, CommandKind kind, string what)
    {
        var command = new Command(name, $"{what} A person's own decision: it goes through allowlist, kill switch and "
            + "budgets as any other, and stands until restore, whatever is decided that asks for less.");
        var account = AccountArgument();
        var end = new EndArguments("restore");
        command.Add(account);
        end.AddTo(command);
        return Finish(command, context, kind, (parsed, errors) =>
            (new CommandTarget(CommandScope.Account, parsed.GetValue(account)!), end.Read(parsed, context, errors)));
    }

    private static Command Takedown(CommandContext context)
    {
        var command = new Command("takedown",
            "Suspends all accounts that are known of a campaign, at one moment; release takes it back.");
        var campaign = CampaignArgument();
        var end = new EndArguments("release");
        command.Add(campaign);
        end.AddTo(command);
        return Finish(command, context, CommandKind.Takedown, (parsed, errors) =>
            (new CommandTarget(CommandScope.Campaign, parsed.GetValue(campaign)!), end.Read(parsed, context, errors)));
    }

    private static Command Release(CommandContext context)
    {
        var command = new Command("release",
            "Undoes what was done to the accounts of a campaign, and what is planned: restore --campaign.");
        var campaign = CampaignArgument();
        command.Add(campaign);
        return Finish(command, context, CommandKind.Restore, (parsed, _) =>
            (new CommandTarget(CommandScope.Campaign, parsed.GetValue(campaign)!), null));
    }

    private static Command Disallow(CommandContext context)
    {
        var command = new Command("disallow", "Takes back what allow said.");
        var account = AccountArgument();
        command.Add(account);
        return Finish(command, context, CommandKind.Disallow, (parsed, _) =>
            (new CommandTarget(CommandScope.Account, parsed.GetValue(account)!), null));
    }

    private static Command KillSwitch(CommandContext context)
    {
        var command = new Command("kill-switch", "Stops everything that is done to accounts; restores go on.");
        command.Add(Finish(
            new Command("on", "Nothing is done to anyone from now on, until kill-switch off."), context,
            CommandKind.Stop, (_, _) => (CommandTarget.None, null)));
        command.Add(Finish(
            new Command("off", "What is due is carried out again."), context, CommandKind.Resume,
            (_, _) => (CommandTarget.None, null)));
        return command;
    }

    private static Command Finish(
        Command command, CommandContext context, CommandKind kind,
        Func<ParseResult, List<string>, (CommandTarget, long?)> read)
    {
        var arguments = new OperatorArguments();
        arguments.AddTo(command);
        command.SetAction((parsed, stop) =>
            arguments.SendAsync(parsed, context, kind, errors => read(parsed, errors), stop));
        return command;
    }

    private static Argument<string> AccountArgument() => new(AccountName)
    {
        Description = "The account.",
        HelpName = AccountName,
    };

    private static Argument<string> CampaignArgument() => new("CAMPAIGN")
    {
        Description = "The campaign's id.",
        HelpName = "CAMPAIGN",
    };
}
