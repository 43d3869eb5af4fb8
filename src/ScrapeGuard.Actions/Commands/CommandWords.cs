namespace ScrapeGuard.Actions.Commands;

/// <summary>The words of <see cref="CommandKind"/> on the wire.</summary>
public static class CommandWords
{
    private static readonly string[] Words =
    [
        "approve", "reject", "restore", "allow", "disallow", "stop", "resume", "note", "appeal", "answer",
        "throttle", "challenge", "suspend", "takedown",
    ];

    public static IReadOnlyList<string> All => Words;

    public static string Of(CommandKind kind) => Words[(int)kind - 1];

    public static bool TryParse(string? word, out CommandKind kind)
    {
        var index = Array.IndexOf(Words, word);
        kind = (CommandKind)(index + 1);
        return index >= 0;
    }
}
