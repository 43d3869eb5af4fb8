using System.Collections.Immutable;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>How much is gone: in all, by campaign, by account.</summary>
public sealed record LeakReport
{
    public required LeakExtent Total { get; init; }

    /// <summary>In order of name.</summary>
    public required ImmutableArray<LeakExtent> Campaigns { get; init; }

    /// <summary>Accounts with an event, in order of name.</summary>
    public required ImmutableArray<LeakExtent> Accounts { get; init; }

    /// <summary>Accounts that were to be counted and have no event.</summary>
    public required ImmutableArray<string> NotSeen { get; init; }

    /// <summary>Accounts whose tracks found no room: they are counted in the total and their campaign only.</summary>
    public required int WithoutRoom { get; init; }

    /// <summary>Tracks of the catalogue: as told, or as many as the traffic shows.</summary>
    public required double CatalogueTracks { get; init; }

    /// <summary>Whether the catalogue's size was told.</summary>
    public required bool IsCatalogueTold { get; init; }

    /// <summary>Plays of accounts that are not counted.</summary>
    public required long Plays { get; init; }

    /// <summary>Events counted twice in the traffic by their id, and left out.</summary>
    public required long Repeats { get; init; }

    /// <summary>The canary tracks that were taken.</summary>
    public required ImmutableArray<CanaryTake> Canaries { get; init; }

    /// <summary>Artists of which most was taken, if events carry them.</summary>
    public required ImmutableArray<WorkTake> Artists { get; init; }

    /// <summary>The same of albums.</summary>
    public required ImmutableArray<WorkTake> Albums { get; init; }
}
