namespace ScrapeGuard.Actions.Commands;

/// <summary>Which command may be about whom.</summary>
public static class CommandRules
{
    private static readonly CommandScope[] Any =
        [CommandScope.Account, CommandScope.Effect, CommandScope.Cohort, CommandScope.Campaign, CommandScope.All];

    /// <summary>The members of the JSON that name whom a command is about.</summary>
    internal static IReadOnlyList<(string Member, CommandScope Scope)> Scopes { get; } =
    [
        ("account", CommandScope.Account), ("effect", CommandScope.Effect), ("cohort", CommandScope.Cohort),
        ("campaign", CommandScope.Campaign), ("all", CommandScope.All),
    ];

    /// <summary>What is wrong with a command, in a line; null when nothing is.</summary>
    public static string? Check(OperatorCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var word = CommandWords.Of(command.Kind);
        var allowed = AllowedScopes(command.Kind);
        if (!allowed.Contains(command.Target.Scope))
        {
            var names = allowed.Where(scope => scope != CommandScope.None).Select(Word).ToList();
            return names.Count == 0
                ? $"{word} is about nobody in particular"
                : $"{word} needs {string.Join(" or ", names)}";
        }

        if (command.Target.SinceMicros is not null && !command.Target.IsMany)
        {
            return "since goes only with cohort, campaign and all";
        }

        if (command.Target.SinceMicros is not null && command.Kind == CommandKind.Takedown)
        {
            return "since does not go with takedown: it is about all members of the campaign";
        }

        if (command.UntilMicros is not null && command.Kind != CommandKind.Allow && !command.Kind.IsOrder())
        {
            return "until goes only with allow, throttle, challenge, suspend and takedown";
        }

        if (command.Role.Length == 0 && command.Kind.IsOrder())
        {
            return $"{word} needs the role of the person who orders it";
        }

        return command.Reason.Length == 0 && NeedsReason(command.Kind) ? $"{word} needs a reason" : null;
    }

    /// <summary>Whether a person has something done to accounts that nobody decided.</summary>
    public static bool IsOrder(this CommandKind kind) =>
        kind is CommandKind.Throttle or CommandKind.Challenge or CommandKind.Suspend or CommandKind.Takedown;

    private static bool NeedsReason(CommandKind kind) => kind is not (CommandKind.Approve or CommandKind.Resume);

    private static CommandScope[] AllowedScopes(CommandKind kind) => kind switch
    {
        CommandKind.Approve or CommandKind.Reject => Any,
        CommandKind.Restore =>
            [CommandScope.Account, CommandScope.Cohort, CommandScope.Campaign, CommandScope.All],
        CommandKind.Allow or CommandKind.Disallow or CommandKind.Throttle or CommandKind.Challenge
            or CommandKind.Suspend => [CommandScope.Account],
        CommandKind.Takedown => [CommandScope.Campaign],
        CommandKind.Stop or CommandKind.Resume => [CommandScope.None],
        _ => [CommandScope.Account, CommandScope.Campaign],
    };

    private static string Word(CommandScope scope) => Scopes.First(entry => entry.Scope == scope).Member;
}
