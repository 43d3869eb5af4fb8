using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.People;

/// <summary>How much and how a person listens; drawn once a person.</summary>
internal sealed record ListenerTraits
{
    public double SessionsPerDay { get; init; }

    public double ActiveDayShare { get; init; }

    public double SessionMinutes { get; init; }

    /// <summary>Spread of a session's length, as the sigma of a log-normal law.</summary>
    public double SessionSigma { get; init; } = 0.6;

    public double MaxSessionMinutes { get; init; } = 400;

    public double ShiftHours { get; init; }

    /// <summary>Local hour of the one session a day; null for sessions by habit.</summary>
    public double? OpensAtHour { get; init; }

    public double ExploreShare { get; init; }

    /// <summary>Share of plays that come back to one of the last few dozen tracks, favourite or not.</summary>
    public double ReturnShare { get; init; }

    public int Rotation { get; init; }

    public double Width { get; init; } = 0.3;

    public double Depth { get; init; } = 0.03;

    /// <summary>Share of new tracks that are of this week's releases, on the days of releases.</summary>
    public double ReleaseDayShare { get; init; } = 0.2;

    public ListeningHabits Habits { get; init; } = new();

    /// <summary>An ordinary person: activity with a heavy tail, most plays repeats.</summary>
    public static ListenerTraits Draw(ref Chance dice)
    {
        var minutesPerDay = Math.Min(600, dice.LogNormal(30, 1.25));
        var sessionMinutes = Math.Clamp(dice.LogNormal(24, 0.6), 6, 150);
        var skips = dice.Unit();
        return new ListenerTraits
        {
            SessionsPerDay = minutesPerDay / sessionMinutes,
            ActiveDayShare = Math.Min(1, 0.35 + (0.75 * dice.Unit())),
            SessionMinutes = sessionMinutes,
            ShiftHours = 1.3 * dice.Normal(),
            ExploreShare = Math.Clamp(dice.LogNormal(0.12, 0.9), 0.01, 0.9),
            Rotation = dice.Between(8, 36),
            Habits = new ListeningHabits { SkipShare = 0.4 * skips * skips * skips, SearchShare = 0.08 * dice.Unit() },
        };
    }
}
