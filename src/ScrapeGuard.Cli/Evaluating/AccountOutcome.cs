using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>What became of one labelled account.</summary>
internal sealed class AccountOutcome(LabelledAccount label)
{
    private const double MicrosPerDay = 86_400e6;

    /// <summary>What is true of it; a simulation knows the totals only at its end.</summary>
    public LabelledAccount Label { get; set; } = label;

    /// <summary>Time of its first event; <see cref="long.MaxValue"/> when the captures have none.</summary>
    public long FirstMicros { get; set; } = long.MaxValue;

    /// <summary>Time of its newest event.</summary>
    public long LastMicros { get; set; } = long.MinValue;

    /// <summary>The highest score that it ever had.</summary>
    public double HighestScore { get; set; }

    /// <summary>What a plain rate limit would have made of it.</summary>
    public PlainRateLimit RateLimit { get; } = new();

    /// <summary>The most severe verdict that it ever had.</summary>
    public Verdict Worst { get; set; }

    /// <summary>Time of its first suspension.</summary>
    public long? SuspendedMicros { get; set; }

    /// <summary>What it had been served by its first suspension.</summary>
    public (long Tracks, long AudioTracks) TakenBefore { get; set; }

    /// <summary>What a scraper has been served so far; null for a person, and after the suspension.</summary>
    public TakenTracks? Taken { get; set; } = label.IsPerson ? null : new TakenTracks();

    /// <summary>
    /// Days from its first event to its last, a day at least: who was at work for an hour had that day.
    /// </summary>
    public double Days => Math.Max(1, (LastMicros - (double)FirstMicros) / MicrosPerDay);

    public bool IsSeen => FirstMicros != long.MaxValue;

    /// <summary>Nothing stops an account that is never suspended: all that it took is out.</summary>
    public long LeakedTracks =>
        SuspendedMicros is null ? Label.Tracks : Math.Min(TakenBefore.Tracks, Label.Tracks);

    public long LeakedAudioTracks =>
        SuspendedMicros is null ? Label.AudioTracks : Math.Min(TakenBefore.AudioTracks, Label.AudioTracks);
}
