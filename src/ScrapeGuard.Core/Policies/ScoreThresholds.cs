namespace ScrapeGuard.Core.Policies;

/// <summary>The score, 0 to 1, from which each step of the ladder is taken. They rise from step to step.</summary>
public sealed record ScoreThresholds
{
    /// <value>Default 0.5.</value>
    public double Observe { get; init; } = 0.5;

    /// <value>Default 0.7.</value>
    public double Throttle { get; init; } = 0.7;

    /// <value>Default 0.85.</value>
    public double Challenge { get; init; } = 0.85;

    /// <value>Default 0.95.</value>
    public double Suspend { get; init; } = 0.95;

    /// <summary>
    /// The sequential tests suspend one person in so many account-days by mistake; up to 1,000,000,000; 0: they are
    /// off.
    /// </summary>
    /// <value>Default 10,000.</value>
    public double WrongSuspensionEveryAccountDays { get; init; } = 10_000;
}
