using System.Collections.Immutable;

namespace ScrapeGuard.Cli.Report;

/// <summary>What of the input couldn't be used as it stood.</summary>
public sealed record DataQuality
{
    /// <summary>Lines that are no events, by reason in plain words.</summary>
    public ImmutableArray<(string Reason, long Count)> Malformed { get; init; } = [];

    /// <summary>Events beyond the grace.</summary>
    public long Late { get; init; }

    /// <summary>Events with the id of an earlier one.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events with a time far from all others.</summary>
    public long ImplausibleTimes { get; init; }

    /// <summary>Counters of bounded state: what was dropped or evicted, in plain words. Zeros are shown too.</summary>
    public ImmutableArray<(string What, long Count)> Dropped { get; init; } = [];

    /// <summary>Sentences about the input, such as one of a capture that breaks off.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    internal long MalformedCount => Malformed.Sum(reason => reason.Count);
}
