namespace ScrapeGuard.Simulation.Truth;

/// <summary>What an account was served, counted exactly as its lines are written.</summary>
internal sealed class Tally
{
    public long Events { get; set; }

    public long Bytes { get; set; }

    /// <summary>Tracks that a scraper's plan asked for within the capture; 0 for people.</summary>
    public long Wanted { get; set; }

    public DistinctTracks Tracks { get; } = new();
}
