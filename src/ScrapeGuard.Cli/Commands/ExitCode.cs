namespace ScrapeGuard.Cli.Commands;

/// <summary>What a command ends with; scripts rely on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The work failed on the way: a full disk, a truncated capture that left nothing.</summary>
    public const int Failed = 1;

    /// <summary>
    /// Wrong arguments or settings; one line a mistake on standard error, with the key and the value.
    /// </summary>
    public const int WrongArguments = 2;

    /// <summary>The input had no event.</summary>
    public const int NoEvent = 3;
}
