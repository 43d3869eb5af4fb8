namespace ScrapeGuard.Actions.Executing;

/// <summary>How the actioner works; what it may do is in the policy.</summary>
public sealed record ActionsOptions
{
    /// <summary>Calls of the account service under way at once; 1 to 1,024.</summary>
    /// <value>Default 64.</value>
    public int MaxCalls { get; init; } = 64;

    /// <summary>How often an effect is taken up before it is given up and people are told; 1 to 1,000.</summary>
    /// <value>Default 60: about four hours of a service that is away.</value>
    public int MaxAttempts { get; init; } = 60;

    /// <summary>The first wait before an effect is taken up again; each further one is twice as long.</summary>
    /// <value>Default 1 second.</value>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait before an effect is taken up again.</summary>
    /// <value>Default 5 minutes.</value>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an effect in flight belongs to whoever took it up. Must be longer than the longest call, its retries
    /// among them: after it another actioner asks the service.
    /// </summary>
    /// <value>Default 2 minutes.</value>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How soon what the kill switch stopped is looked at again; the accounts spread over eight times as long.
    /// </summary>
    /// <value>Default 5 seconds.</value>
    public TimeSpan StoppedRecheck { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Accounts of a wave in one transaction; 1 to 10,000.</summary>
    /// <value>Default 500.</value>
    public int WaveBatch { get; init; } = 500;

    /// <summary>How old a profile may be before the account service is asked again.</summary>
    /// <value>Default 24 hours.</value>
    public TimeSpan ProfileMaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether events are also kept for a receiver of security event tokens.</summary>
    /// <value>Default false.</value>
    public bool Push { get; init; }

    /// <summary>Every mistake, a line each; none when it is right.</summary>
    public IReadOnlyList<string> Validate()
    {
        var mistakes = new List<string>();
        Between(mistakes, nameof(MaxCalls), MaxCalls, 1, 1_024);
        Between(mistakes, nameof(MaxAttempts), MaxAttempts, 1, 1_000);
        Between(mistakes, nameof(WaveBatch), WaveBatch, 1, 10_000);
        var day = TimeSpan.FromDays(1);
        Between(mistakes, nameof(FirstRetry), FirstRetry, TimeSpan.FromMilliseconds(1), day);
        Between(mistakes, nameof(LongestRetry), LongestRetry, FirstRetry, day);
        Between(mistakes, nameof(Lease), Lease, TimeSpan.FromSeconds(1), day);
        Between(mistakes, nameof(StoppedRecheck), StoppedRecheck, TimeSpan.FromMilliseconds(100), day);
        Between(mistakes, nameof(ProfileMaxAge), ProfileMaxAge, TimeSpan.Zero, TimeSpan.FromDays(365));
        return mistakes;
    }

    private static void Between<T>(List<string> mistakes, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            mistakes.Add($"{key}: {value} must be {least} to {most}");
        }
    }
}
