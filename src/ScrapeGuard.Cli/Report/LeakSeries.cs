using System.Collections.Immutable;

namespace ScrapeGuard.Cli.Report;

/// <summary>
/// What flagged accounts had taken at the end of each bucket of <see cref="TrafficSeries"/>: cumulative, and in two
/// parts that add up. The arrays are equally long.
/// </summary>
public sealed record LeakSeries
{
    /// <summary>
    /// Distinct tracks taken before the account's first suspension, or by accounts that never were suspended.
    /// </summary>
    public required ImmutableArray<long> TracksBefore { get; init; }

    /// <summary>Distinct tracks first taken after it: what acting on the suspension keeps in.</summary>
    public required ImmutableArray<long> TracksAfter { get; init; }

    /// <summary>Bytes, as <see cref="TracksBefore"/>.</summary>
    public required ImmutableArray<long> BytesBefore { get; init; }

    /// <summary>Bytes, as <see cref="TracksAfter"/>.</summary>
    public required ImmutableArray<long> BytesAfter { get; init; }
}
