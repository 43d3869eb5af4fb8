using ScrapeGuard.Console.Api;

namespace ScrapeGuard.Console.Views;

/// <summary>What the first page shows: how things are now.</summary>
public sealed record OverviewView
{
    /// <summary>Event time of the newest event; null before the first.</summary>
    public Moment? Time { get; init; }

    /// <summary><c>enforce</c> or <c>shadow</c>.</summary>
    public required string Mode { get; init; }

    public required string Policy { get; init; }

    public required string Model { get; init; }

    /// <summary>Events seen since the console began.</summary>
    public required long Events { get; init; }

    /// <summary>Of the clock on the wall.</summary>
    public required double EventsPerSecond { get; init; }

    public required AccountCounts Accounts { get; init; }

    public required LeakView Leak { get; init; }

    public required IReadOnlyList<TrafficPoint> Traffic { get; init; }

    public required IReadOnlyList<DecisionPoint> Decisions { get; init; }

    public required CampaignCounts Campaigns { get; init; }

    public required GuardView Guard { get; init; }

    public required IReadOnlyList<CollateralView> Collateral { get; init; }

    public required QueueCounts Queue { get; init; }

    /// <summary>From the newest event's time to now; null where time is simulated.</summary>
    public double? DelaySeconds { get; init; }

    /// <summary>Accounts that found no room in the console's memory.</summary>
    public required long Overflow { get; init; }
}

/// <param name="Active">Accounts with an event in the last 24 hours of event time.</param>
/// <param name="Flagged">How many stand at each verdict.</param>
public sealed record AccountCounts(long Active, VerdictCounts Flagged);

public sealed record VerdictCounts(long Observe, long Throttle, long Challenge, long Suspend);

/// <summary>What accounts that were decided to be suspended took, and what was kept from them.</summary>
public sealed record LeakView
{
    public required long Tracks { get; init; }

    public required long AudioTracks { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Tracks that they asked for in vain since, and had not taken before.</summary>
    public required long PreventedTracks { get; init; }

    public required long PreventedAudioTracks { get; init; }

    public required long PreventedBytes { get; init; }

    /// <summary>Of the tracks that the traffic shows, 0 to 1.</summary>
    public double? ShareOfCatalogue { get; init; }

    /// <summary>Of what the others play, 0 to 1.</summary>
    public double? ShareOfListening { get; init; }

    /// <summary>By hour, adding up to the numbers above.</summary>
    public required IReadOnlyList<LeakPoint> Series { get; init; }
}

/// <param name="Time">Start of the hour.</param>
/// <param name="Taken">Tracks taken up to its end.</param>
/// <param name="Prevented">Tracks asked for in vain up to its end.</param>
public sealed record LeakPoint(Moment Time, long Taken, long Prevented);

/// <param name="Time">Start of the bucket.</param>
/// <param name="Events">Events in it.</param>
/// <param name="FlaggedEvents">Of these, of accounts that stood at a verdict then.</param>
public sealed record TrafficPoint(Moment Time, long Events, long FlaggedEvents);

/// <summary>Decisions in a bucket of time, by verdict.</summary>
public sealed record DecisionPoint(
    Moment Time, long Observe, long Throttle, long Challenge, long Suspend, long Restore);

public sealed record CampaignCounts(long Open, long Members);

public sealed record GuardView
{
    public required IReadOnlyList<BudgetView> Budgets { get; init; }

    /// <summary>A budget is used up now.</summary>
    public required bool Tripped { get; init; }

    /// <summary>Nothing is done to anyone.</summary>
    public required bool KillSwitch { get; init; }

    public string? StoppedBy { get; init; }

    public string? StopReason { get; init; }

    /// <summary>Effects that wait for people.</summary>
    public required long Waiting { get; init; }
}

public sealed record BudgetView(string Name, long Used, long Limit, long WindowSeconds);

/// <summary>Whom it hits: accounts of one plan, country or client, and what stands against them.</summary>
public sealed record CollateralView(string Dimension, string Value, long People, long Suspended, long Throttled);

public sealed record QueueCounts(long Open, long Waiting);
