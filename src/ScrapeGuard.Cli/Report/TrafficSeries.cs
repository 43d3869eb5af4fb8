using System.Collections.Immutable;

namespace ScrapeGuard.Cli.Report;

/// <summary>Events and decisions in buckets of equal length; the three arrays are equally long.</summary>
public sealed record TrafficSeries
{
    /// <summary>Start of the first bucket.</summary>
    public required long StartMicros { get; init; }

    /// <summary>Length of a bucket, above 0.</summary>
    public required long BucketSeconds { get; init; }

    public required ImmutableArray<long> Events { get; init; }

    /// <summary>Decisions of any verdict.</summary>
    public required ImmutableArray<long> Decisions { get; init; }

    /// <summary>Those of them that suspend.</summary>
    public required ImmutableArray<long> Suspensions { get; init; }
}
