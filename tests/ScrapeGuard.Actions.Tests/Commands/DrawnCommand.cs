using ScrapeGuard.Actions.Commands;

namespace ScrapeGuard.Actions.Tests.Commands;

/// <summary>Commands that are right, drawn by a seed, with names that are hard to write.</summary>
internal sealed class DrawnCommand(int seed)
{
    private static readonly string[] Parts =
    [
        "a", "\"", "\\", "/", "\u2028", "é", "😀", "{", "}", "<b>", "'", " ", "&", "\u007f\u0080", "\n", "\t",
        "\u0001",
    ];

    private readonly Random _chance = new(seed);

    public OperatorCommand Next()
    {
        var kind = (CommandKind)_chance.Next(1, (int)CommandKind.Takedown + 1);
        var target = TargetOf(kind);
        return new OperatorCommand
        {
            Id = Line(),
            TimeMicros = Micros(),
            By = Line(),
            Role = kind.IsOrder() || Flag() ? Line() : "",
            Kind = kind,
            Target = target,
            Reason = Text(4_000),
            UntilMicros = (kind == CommandKind.Allow || kind.IsOrder()) && Flag() ? Micros() : null,
        };
    }

    /// <summary>Which scopes a kind may have, said once more by hand.</summary>
    public static CommandScope[] ScopesOf(CommandKind kind) => kind switch
    {
        CommandKind.Approve or CommandKind.Reject =>
            [CommandScope.Account, CommandScope.Effect, CommandScope.Cohort, CommandScope.Campaign, CommandScope.All],
        CommandKind.Restore => [CommandScope.Account, CommandScope.Cohort, CommandScope.Campaign, CommandScope.All],
        CommandKind.Allow or CommandKind.Disallow or CommandKind.Throttle or CommandKind.Challenge
            or CommandKind.Suspend => [CommandScope.Account],
        CommandKind.Stop or CommandKind.Resume => [CommandScope.None],
        CommandKind.Takedown => [CommandScope.Campaign],
        _ => [CommandScope.Account, CommandScope.Campaign],
    };

    private CommandTarget TargetOf(CommandKind kind)
    {
        var scopes = ScopesOf(kind);
        var scope = scopes[_chance.Next(scopes.Length)];
        var isMany = scope is CommandScope.Cohort or CommandScope.Campaign or CommandScope.All;
        return new CommandTarget(
            scope, scope is CommandScope.None or CommandScope.All ? "" : Text(30),
            isMany && kind != CommandKind.Takedown && Flag() ? Micros() : null);
    }

    private string Line() => new([.. Text(30).Select(letter => char.IsControl(letter) ? '_' : letter)]);

    private string Text(int most) =>
        string.Concat(Enumerable.Range(0, _chance.Next(1, most / 2)).Select(_ => Parts[_chance.Next(Parts.Length)]))
            is var text && text.Length <= most ? text : "x";

    // Of the years that a time can be written in.
    private long Micros() => _chance.NextInt64(-1_000_000_000_000_000, 4_000_000_000_000_000);

    private bool Flag() => _chance.Next(2) == 0;
}
