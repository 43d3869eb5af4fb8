namespace ScrapeGuard.Engine;

/// <summary>What an engine has done and what it has left out, summed over its shards.</summary>
public record struct EngineCounters
{
    /// <summary>Events taken in: those that count, once each.</summary>
    public long Events { get; set; }

    /// <summary>Events older than their account's newest by more than the grace, or than one already judged.</summary>
    public long Late { get; set; }

    /// <summary>Events whose id was seen within the grace.</summary>
    public long Duplicates { get; set; }

    /// <summary>Events whose time lies over 35 days from the stream's: broken clocks.</summary>
    public long ImplausibleTime { get; set; }

    /// <summary>Events of allowlisted accounts; they count as events too.</summary>
    public long Allowlisted { get; set; }

    /// <summary>Accounts that made room for others before their time.</summary>
    public long EvictedEarly { get; set; }

    /// <summary>
    /// Accounts forgotten after <see cref="Accounts.AccountRetention.IdleSeconds"/> without an event.
    /// </summary>
    public long EvictedIdle { get; set; }

    /// <summary>Events judged before the grace was over, for want of room.</summary>
    public long ReleasedEarly { get; set; }

    /// <summary>Times that an account was scored.</summary>
    public long Evaluations { get; set; }

    /// <summary>What has been counted since an earlier moment.</summary>
    public readonly EngineCounters Less(in EngineCounters earlier) => new()
    {
        Events = Events - earlier.Events,
        Late = Late - earlier.Late,
        Duplicates = Duplicates - earlier.Duplicates,
        ImplausibleTime = ImplausibleTime - earlier.ImplausibleTime,
        Allowlisted = Allowlisted - earlier.Allowlisted,
        EvictedEarly = EvictedEarly - earlier.EvictedEarly,
        EvictedIdle = EvictedIdle - earlier.EvictedIdle,
        ReleasedEarly = ReleasedEarly - earlier.ReleasedEarly,
        Evaluations = Evaluations - earlier.Evaluations,
    };

    /// <summary>Adds another shard's.</summary>
    public void Add(in EngineCounters other)
    {
        Events += other.Events;
        Late += other.Late;
        Duplicates += other.Duplicates;
        ImplausibleTime += other.ImplausibleTime;
        Allowlisted += other.Allowlisted;
        EvictedEarly += other.EvictedEarly;
        EvictedIdle += other.EvictedIdle;
        ReleasedEarly += other.ReleasedEarly;
        Evaluations += other.Evaluations;
    }
}
