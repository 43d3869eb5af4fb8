namespace ScrapeGuard.Console.Traffic;

/// <summary>
/// How much of the traffic the console remembers. Beyond a bound the oldest makes room, and is counted.
/// </summary>
public sealed record TrafficOptions
{
    /// <summary>Accounts told apart; beyond it one that nothing was decided about makes room.</summary>
    /// <value>Default 10,000.</value>
    public int MaxAccounts { get; init; } = 10_000;

    /// <summary>Hours of an account's own timeline.</summary>
    /// <value>Default 168.</value>
    public int MaxHours { get; init; } = 168;

    /// <summary>Seconds of a bucket of the overview's charts.</summary>
    /// <value>Default 3,600.</value>
    public int BucketSeconds { get; init; } = 3_600;

    /// <summary>Buckets of the overview's charts.</summary>
    /// <value>Default 200.</value>
    public int MaxBuckets { get; init; } = 200;

    /// <summary>Events that are kept whole, to try policies on.</summary>
    /// <value>Default 100,000.</value>
    public int MaxRecentEvents { get; init; } = 100_000;

    /// <summary>
    /// Simulated accounts go on being served when they are suspended, for nobody refuses them: what they ask for then
    /// counts as kept in. Live it is what was refused.
    /// </summary>
    public bool IsSimulated { get; init; }
}
