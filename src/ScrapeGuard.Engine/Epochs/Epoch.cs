namespace ScrapeGuard.Engine.Epochs;

/// <summary>
/// The fixed stretches of event time at whose ends shards and partitions tell each other what they saw. An event of
/// epoch k is judged by what was known at the end of epoch k - 2, so that nobody waits for a slower one's present.
/// </summary>
public static class Epoch
{
    /// <summary>Length: 10 minutes.</summary>
    public const long Seconds = 600;

    /// <summary>The epoch that a second since 1970 lies in.</summary>
    public static long Of(long second) => second / Seconds;

    /// <summary>The first second of an epoch.</summary>
    public static long StartSecond(long epoch) => epoch * Seconds;

    /// <summary>The first second after an epoch.</summary>
    public static long EndSecond(long epoch) => (epoch + 1) * Seconds;
}
