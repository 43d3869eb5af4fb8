using System.Numerics;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Behaviour;

/// <summary>The clock hours (UTC) of the last 168 in which an account was active, one bit each, in 28 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct ActiveHours
{
    /// <summary>Parts of a day of three hours each (<see cref="PartOfDay"/>).</summary>
    public const int PartsOfDay = 8;

    private const int DayHours = 24;
    private const int WeekHours = 168;

    /// <summary>
    /// The mean vector of the hours of day is at least a fifth long, or there is no time around which they lie.
    /// </summary>
    private const long LeastLength = 5;

    // 1024 times cosine and sine of half a part, and of each hour as an angle.
    private const int HalfCosine = 946;
    private const int HalfSine = 392;
    private const int Unit = 1_024;
    private static readonly short[] Cosines =
    [
        1024, 989, 887, 724, 512, 265, 0, -265, -512, -724, -887, -989,
        -1024, -989, -887, -724, -512, -265, 0, 265, 512, 724, 887, 989,
    ];
    private const ulong DayMask = (1UL << DayHours) - 1;

    /// <summary>Bit k of the 168: active k hours before the current one.</summary>
    private ulong _first;
    private ulong _second;
    private ulong _third;
    private uint _hour;

    /// <summary>Marks the hour of a second since 1970; seconds never fall.</summary>
    public void Mark(uint second)
    {
        var hour = second / 3_600;
        if (hour != _hour)
        {
            ShiftBy(hour - _hour);
            _hour = hour;
        }

        _first |= 1;
    }

    /// <summary>Active hours of the last 24.</summary>
    public readonly int CountDay() => BitOperations.PopCount(_first & DayMask);

    /// <summary>Active hours of the last 168.</summary>
    public readonly int CountWeek() =>
        BitOperations.PopCount(_first)
        + BitOperations.PopCount(_second)
        + BitOperations.PopCount(_third & ((1UL << 40) - 1));

    /// <summary>Hours of the day with activity on any of the last 7 days, 0 to 24.</summary>
    public readonly int CountHoursOfDay()
    {
        var day = _first | (_first >> 24) | (_first >> 48) | (_second << 16) | (_second >> 8) | (_second >> 32)
            | (_second >> 56) | (_third << 8) | (_third >> 16);
        return BitOperations.PopCount(day & DayMask);
    }

    /// <summary>Active hours of the <paramref name="hours"/> (1 to 64) that end with the current one.</summary>
    public readonly int CountLast(int hours) => BitOperations.PopCount(_first << (64 - hours));

    /// <summary>
    /// The part of the day (UTC) that the mean direction of the hours of the last 168 lies in, each an angle
    /// (K. Mardia, "Statistics of directional data", 1972); <see cref="PartsOfDay"/>: they lie round the clock. In
    /// whole numbers, so that it is the same on every machine.
    /// </summary>
    /// <param name="isShifted">Of parts that begin half a part earlier.</param>
    public readonly int PartOfDay(bool isShifted)
    {
        var (x, y) = (0L, 0L);
        for (var back = 0; back < WeekHours; back++)
        {
            if (IsActive(back))
            {
                // A week is so many days, so that none of these falls below 0.
                var hour = ((_hour % DayHours) + WeekHours - (uint)back) % DayHours;
                x += Cosines[hour];
                y += Cosines[(hour + DayHours - (DayHours / 4)) % DayHours];
            }
        }

        var full = (long)Unit * CountWeek();
        if (LeastLength * LeastLength * ((x * x) + (y * y)) < full * full)
        {
            return PartsOfDay;
        }

        return OctantOf(
            isShifted ? (x * HalfCosine) - (y * HalfSine) : x, isShifted ? (x * HalfSine) + (y * HalfCosine) : y);
    }

    /// <summary>Which eighth of a turn a direction lies in.</summary>
    private static int OctantOf(long x, long y)
    {
        var octant = 0;
        if (y < 0 || (y == 0 && x < 0))
        {
            (x, y, octant) = (-x, -y, 4);
        }

        if (x <= 0)
        {
            (x, y, octant) = (y, -x, octant + 2);
        }

        return octant + (y >= x ? 1 : 0);
    }

    /// <summary>Whether the hour so many before the current one was active.</summary>
    private readonly bool IsActive(int back)
    {
        var word = back < 64 ? _first : back < 128 ? _second : _third;
        return (word >> (back % 64) & 1) != 0;
    }

    private void ShiftBy(uint hours)
    {
        for (; hours >= 64; hours -= 64)
        {
            _third = _second;
            _second = _first;
            _first = 0;
            if ((_third | _second) == 0)
            {
                return;
            }
        }

        if (hours > 0)
        {
            _third = (_third << (int)hours) | (_second >> (64 - (int)hours));
            _second = (_second << (int)hours) | (_first >> (64 - (int)hours));
            _first <<= (int)hours;
        }
    }
}
