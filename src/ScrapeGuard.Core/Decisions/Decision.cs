using System.Collections.Immutable;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Core.Decisions;

/// <summary>A change of an account's verdict, as data: only sinks act on it.</summary>
public sealed record Decision
{
    /// <summary>32 hexadecimal digits; the same input gives the same id on any machine.</summary>
    public required string Id { get; init; }

    /// <summary>The event time at which it was decided, in microseconds since 1970.</summary>
    public required long TimeMicros { get; init; }

    public required string Account { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>0 to 1; higher is more like a scraper.</summary>
    public required double Score { get; init; }

    /// <summary>What was found, heaviest first.</summary>
    public ImmutableArray<Reason> Reasons { get; init; } = [];

    /// <summary>The campaign that the account belongs to, if any.</summary>
    public string? Campaign { get; init; }

    public required Exposure Exposure { get; init; }

    /// <summary>Version of the model that scored.</summary>
    public required string Model { get; init; }

    /// <summary>Name of the policy that decided.</summary>
    public required string Policy { get; init; }

    public required PolicyMode Mode { get; init; }
}
