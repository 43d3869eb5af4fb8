using System.Collections.Immutable;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Report;

/// <summary>The numbers of a whole replay.</summary>
public sealed record ReplayTotals
{
    public required long Events { get; init; }

    public required long Accounts { get; init; }

    /// <summary>Accounts with a decision; at least as many as the report lists.</summary>
    public required long FlaggedAccounts { get; init; }

    /// <summary>Accounts that were suspended at least once.</summary>
    public required long SuspendedAccounts { get; init; }

    /// <summary>Event time of the first and the last event; null when there was none.</summary>
    public (long FirstMicros, long LastMicros)? Span { get; init; }

    /// <summary>Decisions by verdict; what is missing is 0.</summary>
    public ImmutableDictionary<Verdict, long> Decisions { get; init; } = ImmutableDictionary<Verdict, long>.Empty;

    /// <summary>Seconds that the replay took.</summary>
    public required double Seconds { get; init; }

    /// <summary>0: not known.</summary>
    public long PeakMemoryBytes { get; init; }

    public double EventsPerSecond => Seconds > 0 ? Events / Seconds : 0;
}
