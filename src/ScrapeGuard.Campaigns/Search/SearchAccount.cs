using System.Collections.Immutable;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Campaigns.Search;

/// <summary>An account as a search sees it.</summary>
/// <param name="Key">Which.</param>
/// <param name="IsCandidate">It may belong to a campaign.</param>
/// <param name="IsMeasure">It is one of the sample of all accounts that candidates are held against.</param>
/// <param name="Tracks">
/// The tracks of which it took audio exactly once, in rising order: what it came back to says what it likes, and a
/// scraper that mimics people repeats popular tracks on purpose.
/// </param>
/// <param name="Portion">
/// The share of what it took that is looked at, 0 to 1: the tracks of the lowest hashes, the same for all accounts.
/// </param>
/// <param name="Traits">What it shows besides (<see cref="Features.Traits.Trait"/>), in rising order.</param>
public sealed record SearchAccount(
    AccountKey Key, bool IsCandidate, bool IsMeasure, ImmutableArray<ulong> Tracks, double Portion,
    ImmutableArray<ulong> Traits)
{
    /// <summary>Epochs of ten minutes in an hour.</summary>
    public const int EpochsPerHour = 6;

    /// <summary>The epoch of ten minutes in which it took each of <see cref="Tracks"/>, in their order.</summary>
    public ImmutableArray<int> Epochs { get; init; } = [];

    /// <summary>
    /// Hashes of the artists of all tracks that are looked at, one for each track, in no order; 0: not told.
    /// </summary>
    public ImmutableArray<uint> Artists { get; init; } = [];

    /// <summary>The epoch in which it first took each of the tracks of <see cref="Artists"/>, in their order.</summary>
    public ImmutableArray<int> FirstEpochs { get; init; } = [];

    /// <summary>The tracks that it came back to, of those that are looked at, in rising order.</summary>
    public ImmutableArray<ulong> Returned { get; init; } = [];

    /// <summary>Whether it reports plays of at least half of what it takes.</summary>
    public bool ReportsPlays { get; init; }

    /// <summary>Whether it reported a play of what it had taken before: a client may keep what it was given.</summary>
    public bool PlaysAgain { get; init; }

    /// <summary>Tracks that it took, once or more, of those that are looked at.</summary>
    public int Taken => Tracks.Length + Returned.Length;

    /// <summary>Hours of the clock in which it took <see cref="Tracks"/>.</summary>
    public int Hours => Epochs.Select(epoch => epoch / EpochsPerHour).Distinct().Count();
}
