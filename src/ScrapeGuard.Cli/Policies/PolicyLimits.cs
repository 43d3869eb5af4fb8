namespace ScrapeGuard.Cli.Policies;

/// <summary>The bounds of a policy file; what is beyond them is an error with a line.</summary>
public static class PolicyLimits
{
    /// <summary>Longest file, in bytes of UTF-8.</summary>
    public const int MaxFileBytes = 64 * 1024 * 1024;

    /// <summary>Most accounts of the allowlist.</summary>
    public const int MaxAllowlist = 1_000_000;

    /// <summary>Most canary tracks.</summary>
    public const int MaxCanaryTracks = 100_000;

    /// <summary>Most cohorts.</summary>
    public const int MaxCohorts = 100;

    /// <summary>Most plans, countries or clients of one cohort.</summary>
    public const int MaxMatchWords = 1_000;

    /// <summary>Longest name of a policy, cohort, account, track, plan, country or client, in bytes of UTF-8.</summary>
    public const int MaxNameBytes = 128;

    /// <summary>Largest bound of a rule.</summary>
    public const int MaxCount = 1_000_000_000;

    /// <summary>Most seconds of play for each second that passed.</summary>
    public const double MaxPlayedSecondsPerSecond = 1_000;

    /// <summary>Most account-days to one wrong suspension.</summary>
    public const double MaxAccountDays = 1_000_000_000;

    /// <summary>Hours of a day.</summary>
    public const int MaxActiveHours = 24;

    /// <summary>Greatest age in the match of a cohort, in days: a century.</summary>
    public const int MaxAccountAgeDays = 36_500;

    /// <summary>Most errors that are listed; one more then tells how many were left out.</summary>
    public const int MaxErrors = 1_000;

    /// <summary>Deepest nesting; the schema needs four.</summary>
    internal const int MaxDepth = 16;

    /// <summary>Most values in a file: every list at its bound, and room to say that one is beyond it.</summary>
    internal const int MaxNodes = 2_500_000;

    /// <summary>How many times as long as the one before a suspension may last at most.</summary>
    public const double MaxRepeatFactor = 100;

    /// <summary>Longest wait before what was decided is carried out.</summary>
    public static TimeSpan MaxDelay { get; } = TimeSpan.FromHours(24);

    /// <summary>Longest grace.</summary>
    public static TimeSpan MaxGrace { get; } = TimeSpan.FromHours(1);

    /// <summary>Longest time of the ladder.</summary>
    public static TimeSpan MaxLadder { get; } = TimeSpan.FromDays(365);
}
