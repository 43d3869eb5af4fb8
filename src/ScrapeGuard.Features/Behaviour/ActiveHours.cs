using System.Numerics;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Behaviour;

/// <summary>The clock hours (UTC) of the last 168 in which an account was active, one bit each, in 28 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct ActiveHours
{
    private const int DayHours = 24;
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
