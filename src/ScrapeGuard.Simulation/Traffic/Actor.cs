using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Traffic;

/// <summary>
/// Somebody who uses an account. Wakes at a time, adds what it does from then on (never before then), and says when it
/// wakes next.
/// </summary>
internal abstract class Actor(Chance dice, long wakesAtMs)
{
    public const long Never = long.MaxValue;

    /// <summary>Its own stream of chance; a field, since drawing changes it.</summary>
    protected Chance Dice = dice;

    public long WakesAtMs { get; protected set; } = wakesAtMs;

    public abstract void Act(EventSchedule schedule);
}
