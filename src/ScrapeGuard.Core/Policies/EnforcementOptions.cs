namespace ScrapeGuard.Core.Policies;

/// <summary>
/// When what was decided is carried out, and how long it lasts. It only ever shortens or delays what was decided: no
/// repeat makes of a throttle more than a throttle.
/// </summary>
public sealed record EnforcementOptions
{
    /// <summary>How long a throttle lasts; zero: until it is decided otherwise.</summary>
    /// <value>Default zero.</value>
    public TimeSpan ThrottleFor { get; init; } = TimeSpan.Zero;

    /// <summary>How long a challenge lasts; zero: until it is decided otherwise.</summary>
    /// <value>Default zero.</value>
    public TimeSpan ChallengeFor { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How long the first suspension lasts; zero: until it is decided otherwise, or a person restores.
    /// </summary>
    /// <value>Default zero.</value>
    public TimeSpan SuspendFor { get; init; } = TimeSpan.Zero;

    /// <summary>Each further suspension lasts so many times as long as the one before.</summary>
    /// <value>Default 2.</value>
    public double RepeatFactor { get; init; } = 2;

    /// <summary>From this suspension on, one lasts until it is decided otherwise, or a person restores.</summary>
    /// <value>Default 4.</value>
    public int LastingFromSuspension { get; init; } = 4;

    /// <summary>A suspension that ended longer ago than this is forgotten when repeats are counted.</summary>
    /// <value>Default 90 days.</value>
    public TimeSpan RepeatWithin { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long after a restore by a person, or by expiry, nothing is done by itself: a suspension waits for people,
    /// anything less for the end of this time. Nobody loops.
    /// </summary>
    /// <value>Default 6 hours.</value>
    public TimeSpan CooldownAfterRestore { get; init; } = TimeSpan.FromHours(6);

    /// <summary>
    /// What is done to an account comes so much later at most, differently for each, so that its operator cannot tell
    /// which request gave it away.
    /// </summary>
    /// <value>Default zero: at once.</value>
    public TimeSpan Jitter { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How long the members of a campaign are gathered from the first decision on, to be taken down at one moment.
    /// </summary>
    /// <value>Default 30 seconds.</value>
    public TimeSpan CampaignGathering { get; init; } = TimeSpan.FromSeconds(30);
}
