using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.People;

/// <summary>
/// When a person listens: sessions a day by habit, around a morning, a midday and an evening of local time, each person
/// with a shift of his own; days off.
/// </summary>
internal sealed class DayPlan(double sessionsPerDay, double activeDayShare, double shiftHours, long offsetMs)
{
    private const int MaxSessions = 10;
    private const long DayMs = 86_400_000;
    private const double HourMs = 3_600_000;

    private readonly long[] _starts = new long[MaxSessions];
    private long _day = long.MinValue;
    private int _count;
    private int _next;

    /// <summary>Local time's offset from UTC; a journey changes it from the next day on.</summary>
    public long OffsetMs { get; set; } = offsetMs;

    /// <summary>The first planned start at or after a time, or <see cref="Actor.Never"/> beyond the end.</summary>
    public long Next(ref Chance dice, long fromMs, long endMs)
    {
        if (_day == long.MinValue)
        {
            // The evening before may reach into the first day.
            _day = ((fromMs + OffsetMs) / DayMs) - 1;
            PlanDay(ref dice);
        }

        while (true)
        {
            while (_next < _count)
            {
                var start = _starts[_next++];
                if (start >= fromMs)
                {
                    return start;
                }
            }

            if ((_day * DayMs) - OffsetMs >= endMs)
            {
                return Actor.Never;
            }

            _day++;
            PlanDay(ref dice);
        }
    }

    private void PlanDay(ref Chance dice)
    {
        _next = 0;
        _count = 0;
        if (!dice.Happens(activeDayShare))
        {
            return;
        }

        _count = Math.Clamp(dice.Poisson(sessionsPerDay / activeDayShare), 0, MaxSessions);
        for (var at = 0; at < _count; at++)
        {
            _starts[at] = (_day * DayMs) - OffsetMs + (long)(Hour(ref dice) * HourMs);
        }

        Array.Sort(_starts, 0, _count);
    }

    private double Hour(ref Chance dice)
    {
        var part = dice.Unit();
        var (centre, width) = part < 0.25 ? (8.0, 0.9) : part < 0.5 ? (13.0, 1.8) : (19.5, 2.0);
        return Math.Clamp(centre + shiftHours + (width * dice.Normal()), 5, 26);
    }
}
