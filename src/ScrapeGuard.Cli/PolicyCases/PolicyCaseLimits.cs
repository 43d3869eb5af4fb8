namespace ScrapeGuard.Cli.PolicyCases;

/// <summary>The bounds of a file of cases; what is beyond them is an error with a line.</summary>
internal static class PolicyCaseLimits
{
    public const int MaxCases = 1_000;

    public const int MaxActs = 1_000;

    public const int MaxCaptures = 100;

    public const int MaxExpectations = 1_000;

    /// <summary>Most events of an act, and of all acts of a case, reports of plays among them.</summary>
    public const int MaxEvents = 500_000;

    /// <summary>Most tracks that all acts of a case serve, each as often as it is served.</summary>
    public const int MaxTracks = 5_000_000;

    /// <summary>Longest time from a case's begin to its last event.</summary>
    public static TimeSpan MaxTime { get; } = TimeSpan.FromDays(60);
}
