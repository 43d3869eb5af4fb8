using System.CommandLine;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Cli.Policies;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// <c>approve</c>, <c>reject</c>, <c>restore</c>, <c>allow</c>, <c>disallow</c>, <c>kill-switch</c>: what people order,
/// written to the topic of commands.
/// </summary>
internal static class OperatorCommands
{
    private const string AccountName = "ACCOUNT";
    private static readonly TimeSpan LongestAllowance = TimeSpan.FromDays(10 * 365);

    public static IEnumerable<Command> Create(CommandContext context) =>
    [
        OfMany(context, "approve", CommandKind.Approve, takesEffect: true,
            "Has effects carried out that wait for people, whatever the budgets say; tries again one that failed."),
        OfMany(context, "reject", CommandKind.Reject, takesEffect: true,
            "Has effects that wait for people not carried out."),
        OfMany(context, "restore", CommandKind.Restore, takesEffect: false,
            "Undoes what was done to accounts, and what is planned: one account, a cohort, a campaign, or all. A whole "
            + "wrong wave is one command: restore --all --since TIME."),
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
        var until = new Option<string?>("--until")
        {
            Description = "When it ends, such as 2026-01-05T00:00:00Z.",
            HelpName = "TIME",
        };
        var duration = new Option<string?>("--for")
        {
            Description = "How long it lasts, such as 12h or 30d; without this and --until, until disallow.",
            HelpName = "TIME",
        };
        command.Add(account);
        command.Add(until);
        command.Add(duration);
        return Finish(command, context, CommandKind.Allow, (parsed, errors) =>
        {
            var end = TargetArguments.TimeOf(parsed.GetValue(until), until.Name, errors);
            if (parsed.GetValue(duration) is { } text)
            {
                if (parsed.GetValue(until) is not null)
                {
                    errors.Add($"{until.Name} and {duration.Name}: only one may be given");
                }

                end = EndOf(text, duration.Name, context.Time, errors);
            }

            return (new CommandTarget(CommandScope.Account, parsed.GetValue(account)!), end);
        });
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

    private static long? EndOf(string text, string option, TimeProvider time, List<string> errors)
    {
        if (DurationText.TryParse(text, out var duration) && duration > TimeSpan.Zero && duration <= LongestAllowance)
        {
            return (time.GetUtcNow() + duration - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        }

        errors.Add($"{option} '{text}': must be a time such as 12h or 30d, at most {LongestAllowance.TotalDays:F0}d");
        return null;
    }
}
