namespace ScrapeGuard.Core.Policies;

/// <summary>How long a verdict lasts. A step is left when the score stayed below it for the whole time.</summary>
public sealed record LadderOptions
{
    /// <summary>How long an account is observed after the last score of that step.</summary>
    /// <value>Default 24 hours.</value>
    public TimeSpan ObserveFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long an account is throttled after the last score of that step.</summary>
    /// <value>Default 24 hours.</value>
    public TimeSpan ThrottleFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long an account is challenged after the last score of that step.</summary>
    /// <value>Default 48 hours.</value>
    public TimeSpan ChallengeFor { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How long an account is suspended; zero: until a person restores it.</summary>
    /// <value>Default zero.</value>
    public TimeSpan SuspendFor { get; init; } = TimeSpan.Zero;

    /// <summary>How long after a restore no step above observe is taken, so that nobody loops.</summary>
    /// <value>Default 6 hours.</value>
    public TimeSpan CooldownAfterRestore { get; init; } = TimeSpan.FromHours(6);
}
