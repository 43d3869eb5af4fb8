namespace ScrapeGuard.Simulation.People;

/// <summary>How a listener goes through a session.</summary>
internal sealed record ListeningHabits
{
    /// <summary>Share of plays broken off within 45 s.</summary>
    public double SkipShare { get; init; } = 0.08;

    /// <summary>Share of plays that the client reports.</summary>
    public double ReportShare { get; init; } = 1;

    /// <summary>Share of plays of known tracks that need neither key nor audio (the device has them).</summary>
    public double CachedShare { get; init; } = 0.35;

    /// <summary>Share of plays with a search before.</summary>
    public double SearchShare { get; init; } = 0.05;

    /// <summary>Mean pages of 20 to 50 tracks looked at when a session starts.</summary>
    public double Pages { get; init; } = 1.2;

    /// <summary>Share of plays with minutes of silence after.</summary>
    public double PauseShare { get; init; } = 0.07;

    /// <summary>A track is left after this long, whatever is reported; for those who only pretend to listen.</summary>
    public long MaxTrackMs { get; init; } = long.MaxValue;
}
