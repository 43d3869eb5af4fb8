namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>What a campaign's accounts know of each other: when one is suspended, the others lie low.</summary>
internal sealed class CampaignLosses(ScraperOptions options)
{
    private const double DayMs = 86_400_000;

    /// <summary>Nobody of the campaign begins anything before.</summary>
    public long QuietUntilMs { get; private set; } = long.MinValue;

    /// <summary>Whether an account that took so many new tracks is suspended by now; the others then lie low.</summary>
    public bool IsLost(long taken, long timeMs)
    {
        if (options.SuspendedAfterTracks == 0 || taken < options.SuspendedAfterTracks)
        {
            return false;
        }

        if (options.LieLowDays > 0)
        {
            QuietUntilMs = Math.Max(QuietUntilMs, timeMs + (long)(options.LieLowDays * DayMs));
        }

        return true;
    }
}
