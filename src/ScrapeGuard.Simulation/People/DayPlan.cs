using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.People;

/// <summary>
/// When a person listens: sessions a day by habit, around a morning, a midday and an evening of local time, each person
/// with a shift of his own; days off. A shop opens once a day, at its hour.
/// </summary>
internal sealed class DayPlan(ListenerTraits traits, long offsetMs)
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
        if (!dice.Happens(traits.ActiveDayShare))
        {
            return;
        }

        _count = traits.OpensAtHour is null
            ? Math.Min(dice.Poisson(traits.SessionsPerDay / traits.ActiveDayShare), MaxSessions)
            : 1;
        for (var at = 0; at < _count; at++)
        {
            _starts[at] = (_day * DayMs) - OffsetMs + (long)(Hour(ref dice) * HourMs);
        }

        Array.Sort(_starts, 0, _count);
    }

    private double Hour(ref Chance dice)
    {
        if (traits.OpensAtHour is { } opens)
        {
            return opens + dice.Between(-0.2, 0.2);
        }

        var part = dice.Unit();
        var (centre, width) = part < 0.25 ? (8.0, 0.9) : part < 0.5 ? (13.0, 1.8) : (19.5, 2.0);
        var hour = centre + traits.ShiftHours + (width * dice.Normal());

        // Not clamped: that would have many people start at the very same instant.
        return hour is >= 5 and <= 26 ? hour : centre + dice.Between(-2.0, 2.0);
    }
}
