namespace ScrapeGuard.Actions.Commands;

/// <summary>The bounds of a command; what is beyond them is refused.</summary>
public static class CommandLimits
{
    /// <summary>Longest command, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Longest id, person, account, effect, campaign or cohort, in bytes of UTF-8.</summary>
    public const int MaxNameBytes = 128;

    /// <summary>Longest reason or text, in characters.</summary>
    public const int MaxReasonChars = 4_096;
}
