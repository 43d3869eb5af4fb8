using System.Runtime.CompilerServices;

namespace ScrapeGuard.Features.Sketches;

/// <summary>How the levels fall as time passes and rise as the places fill, and what is dropped then.</summary>
public partial struct TrackMemory
{
    private void MoveTo(uint unit)
    {
        var gap = unit - _now;
        if (gap > WeekUnits)
        {
            StartAnew(unit);
            return;
        }

        var blocks = (unit >> BlockShift) - (_now >> BlockShift);
        var newHour = unit / HourUnits != _now / HourUnits;

        // Each 18 hours at least, so that an age fits its 16 bits: 7 days and 18 hours of the 12 days that they hold.
        if (blocks > 0)
        {
            Drop(gap);
        }

        _now = unit;
        if (newHour)
        {
            LowerShortLevel(gap);
        }

        if (blocks > 0)
        {
            LowerMidLevel(gap, (int)blocks);
            LowerLongLevel((int)blocks);
        }
    }

    /// <summary>After 7 days without any track, every level is known in full.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartAnew(uint unit)
    {
        _state = (byte)(Used > 0 || !RemembersAll ? Forgot : 0);
        _levels = 0;
        _falls = 0;
        _tags = default;
        _now = unit;
    }

    private void LowerShortLevel(uint gap)
    {
        _state = (byte)(_state & ~ShortFell);
        var level = ShortLevel;
        if (gap > HourUnits)
        {
            SetLevels(0, LongLevel);
        }
        else if (level > 0 && Count(0, HourUnits, level) < Capacity / 8)
        {
            SetLevels(level - 1, LongLevel);
            _state |= ShortFell;
        }
    }

    private void LowerMidLevel(uint gap, int blocks)
    {
        var falls = ((_falls >> MidFallShift) << blocks) & MidFalls;
        var level = MidLevel;
        if (gap > DayUnits)
        {
            SetMid(ShortLevel, 0);
        }
        else if (level > ShortLevel && Count(0, DayUnits, level) < FewPlaces)
        {
            SetMid(level - 1, falls | 1);
        }
        else
        {
            SetMid(level, falls);
        }
    }

    private void LowerLongLevel(int blocks)
    {
        var falls = ((_falls & LongFalls) << blocks) & LongFalls;
        var level = LongLevel;
        if (level > MidLevel && Count(0, ushort.MaxValue, level) < FewPlaces)
        {
            SetLevels(ShortLevel, level - 1);
            falls |= 1;
        }

        _falls = (ushort)((_falls & ~LongFalls) | falls);
    }

    /// <summary>Frees a place or more: first of what no window needs; then the fullest stretch is thinned.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Shrink()
    {
        Drop(0);
        if (Used < Capacity)
        {
            return;
        }

        var hour = Count(0, HourUnits, 0);
        var day = Count(HourUnits + 1, DayUnits, 0);
        var week = Capacity - hour - day;
        if (hour >= Math.Max(day, week) && ShortLevel < MaxLevel)
        {
            RaiseShortLevel();
        }
        else if (day >= week && MidLevel < MaxLevel)
        {
            RaiseMidLevel();
        }
        else if (LongLevel < MaxLevel)
        {
            RaiseLongLevel();
        }
        else
        {
            DropOldest();
        }

        Drop(0);
    }

    private void RaiseShortLevel()
    {
        SetLevels(ShortLevel + 1, LongLevel);
        _state = (byte)(_state & ~ShortFell);
        if (MidLevel < ShortLevel)
        {
            RaiseMidLevel();
        }
    }

    private void RaiseMidLevel()
    {
        var falls = (_falls >> MidFallShift) & MidFalls;
        SetMid(MidLevel + 1, falls & (falls - 1));
        if (LongLevel < MidLevel)
        {
            RaiseLongLevel();
        }
    }

    /// <summary>
    /// The stretches before the latest fall were sampled from the new level on already: that fall is undone.
    /// </summary>
    private void RaiseLongLevel()
    {
        SetLevels(ShortLevel, LongLevel + 1);
        var falls = _falls & LongFalls;
        _falls = (ushort)((_falls & ~LongFalls) | (falls & (falls - 1)));
    }

    /// <summary>Drops what is older than 7 days, or below the level of the stretch that its age lies in.</summary>
    /// <param name="gap">Units since the latest time told: added in full, as a track's time has 16 bits.</param>
    private void Drop(uint gap)
    {
        var kept = 0;
        var minShort = ShortLevel;
        var minLong = LongLevel;
        var minMid = MidLevel;
        var used = Used;
        for (var i = 0; i < used; i++)
        {
            var age = gap + (uint)AgeAt(i);
            var minLevel = age > DayUnits ? minLong : age > HourUnits ? minMid : minShort;
            if (age > WeekUnits || _tags[i] >> LevelShift < minLevel)
            {
                continue;
            }

            _tags[kept] = _tags[i];
            _times[kept++] = _times[i];
        }

        for (var i = kept; i < used; i++)
        {
            _tags[i] = 0;
        }

        var forgot = kept < used ? Forgot : 0;
        _state = (byte)((_state & ~UsedMask) | forgot | kept);
    }

    /// <summary>
    /// 32 tracks of level 15 stand for over a million: the count stays there, and the oldest makes room.
    /// </summary>
    private void DropOldest()
    {
        var oldest = 0;
        for (var i = 1; i < Used; i++)
        {
            oldest = AgeAt(i) > AgeAt(oldest) ? i : oldest;
        }

        _state--;
        _tags[oldest] = _tags[Used];
        _times[oldest] = _times[Used];
        _tags[Used] = 0;
        _state |= Forgot;
    }

    private void SetLevels(int shortLevel, int longLevel) => _levels = (byte)((longLevel << 4) | shortLevel);

    private void SetMid(int level, int falls) =>
        _falls = (ushort)((_falls & LongFalls) | (falls << MidFallShift) | (level << MidLevelShift));
}
