using ScrapeGuard.Simulation.Accounts;

namespace ScrapeGuard.Simulation.Scrapers;

/// <summary>When a campaign works: from its start day on, within its hours of local time, but for its pauses.</summary>
internal sealed class WorkHours(ScraperOptions options, long captureStartMs, byte country, CampaignLosses losses)
{
    private const long DayMs = 86_400_000;
    private const double HourMs = 3_600_000;
    private const double OpensAtHour = 8;
    private const double RampStart = 0.1;

    private readonly long _offsetMs = Places.OffsetMs(country);
    private readonly long _startMs = captureStartMs + (long)(options.StartDay * DayMs);

    public long ActiveMs { get; } = (long)(options.ActiveHours * HourMs);

    /// <summary>The first working time at or after a time.</summary>
    public long Next(long timeMs)
    {
        timeMs = AfterPause(Math.Max(Math.Max(timeMs, _startMs), losses.QuietUntilMs));
        var opens = OpensOn(timeMs);
        return timeMs < opens + ActiveMs ? timeMs : Next(opens + DayMs);
    }

    /// <summary>When the working day that a time belongs to opens.</summary>
    public long OpensOn(long timeMs)
    {
        var opening = (long)(OpensAtHour * HourMs) - _offsetMs;
        return ((timeMs - opening) / DayMs * DayMs) + opening;
    }

    /// <summary>Share of the full pace at a time.</summary>
    public double PaceAt(long timeMs) => options.RampDays == 0
        ? 1
        : Math.Clamp(RampStart + ((1 - RampStart) * (timeMs - _startMs) / (options.RampDays * DayMs)), RampStart, 1);

    private long AfterPause(long timeMs)
    {
        if (options.PauseAfterDays is not { } days)
        {
            return timeMs;
        }

        var from = _startMs + (long)(days * DayMs);
        var until = from + (long)(options.PauseDays * DayMs);
        return timeMs >= from && timeMs < until ? until : timeMs;
    }
}
