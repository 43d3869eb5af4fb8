using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScrapeGuard.Features.Sketches;

/// <summary>
/// Remembers which tracks an account was served in the last 7 days and when last, in 136 bytes: a distinct sample
/// (P. Gibbons, "Distinct Sampling for Highly-Accurate Answers", VLDB 2001) with the time of last sight beside each
/// track (P. Gibbons and S. Tirthapura, "Distributed Streams Algorithms for Sliding Windows", SPAA 2002).
/// </summary>
/// <remarks>
/// A track's level is the number of leading zeros of its hash: level k or more has a chance of 2^-k. The last hour is
/// sampled from level <c>s</c> on, the rest of the week from level <c>l &gt;= s</c> on; a level rises when the 32 places
/// are full and falls again when few of them are needed. A track last seen when level k was the lowest kept stands for
/// <c>2^k</c> tracks (D. Horvitz and D. Thompson 1952), so the estimate stays unbiased when levels fall.
/// At level 0 the count is exact, up to a chance of 1 in 4,096 for each place of the same level that another track is
/// taken for one remembered. Times are kept in units of 16 s, so a window's edge is off by up to one unit.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct TrackMemory
{
    /// <summary>Tracks that can be remembered.</summary>
    public const int Capacity = 32;

    /// <summary>Seconds of the unit of time.</summary>
    public const int UnitSeconds = 16;

    /// <summary>Units of 7 days.</summary>
    public const int WeekUnits = 604_800 / UnitSeconds;

    private const int HourUnits = 3_600 / UnitSeconds;
    private const int BlockShift = 12;
    private const int BlockUnits = 1 << BlockShift;
    private const int LevelShift = 12;
    private const int MaxLevel = 15;

    /// <summary>Bit k: the level of the week fell at the start of the block (of 18.2 hours) k before this one.</summary>
    private const int LongFalls = (1 << 10) - 1;

    /// <summary>The level of the hour fell at the start of this clock hour.</summary>
    private const int ShortFell = 1 << 14;

    private const int Forgot = 1 << 15;

    private Places _tags;
    private Places _times;
    private uint _now;
    private ushort _flags;
    private byte _levels;
    private byte _used;

    /// <summary>True as long as every track ever served is remembered: then <see cref="Used"/> is the exact number.</summary>
    public readonly bool RemembersAll => (_flags & Forgot) == 0;

    /// <summary>Places in use.</summary>
    public readonly int Used => _used;

    /// <summary>The level from which tracks of the whole week are sampled.</summary>
    public readonly int LongLevel => _levels >> 4;

    /// <summary>The level from which tracks of the last hour are sampled.</summary>
    public readonly int ShortLevel => _levels & 15;

    /// <summary>The level from which all tracks of the last 7 days were sampled, level falls or not.</summary>
    private readonly int SureLevel => LongLevel + BitOperations.PopCount((uint)_flags & LongFalls);

    /// <summary>Lets time pass.</summary>
    /// <param name="unit">Now, in units of 16 s since 1970; it never falls.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(uint unit)
    {
        if (unit != _now)
        {
            MoveTo(unit);
        }
    }

    /// <summary>Remembers that a track was served now, and says what was known of it.</summary>
    /// <param name="hash">The track.</param>
    /// <param name="unit">Now, in units of 16 s since 1970; it never falls.</param>
    /// <returns>
    /// Units since it was last served (by up to 18 hours over 7 days); <see cref="Sight.New"/> when it is not remembered;
    /// <see cref="Sight.Unsampled"/> when not all tracks of its level were kept, so that nothing can be said.
    /// </returns>
    public int See(ulong hash, uint unit)
    {
        Advance(unit);
        var level = LevelOf(hash);
        if (level < ShortLevel)
        {
            return Sight.Unsampled;
        }

        // A remembered track of a lower level says nothing either: others of its level, if served, are forgotten.
        var isSure = level >= SureLevel;
        var tag = TagOf(hash, level);
        var place = Find(tag);
        if (place >= 0)
        {
            var age = AgeAt(place);
            _times[place] = (ushort)unit;
            return isSure ? age : Sight.Unsampled;
        }

        while (_used == Capacity)
        {
            Shrink();
        }

        if (level < ShortLevel)
        {
            return Sight.Unsampled;
        }

        _tags[_used] = tag;
        _times[_used] = (ushort)unit;
        _used++;
        return level >= SureLevel ? Sight.New : Sight.Unsampled;
    }

    /// <summary>True when a track is remembered; changes nothing.</summary>
    public readonly bool Remembers(ulong hash) => Find(TagOf(hash, LevelOf(hash))) >= 0;

    /// <summary>
    /// Estimates the distinct tracks of the last <paramref name="seconds"/>, at most 7 days, as of the latest time told.
    /// </summary>
    public readonly float CountDistinct(int seconds)
    {
        var units = seconds / UnitSeconds;
        var level = ShortLevel;
        var hour = Math.Min(units, HourUnits);
        if ((_flags & ShortFell) == 0)
        {
            return Estimate(0, hour, level) + CountOld(units);
        }

        var thisHour = (int)(_now % HourUnits);
        return Estimate(0, Math.Min(hour, thisHour), level) + Estimate(thisHour + 1, hour, level + 1) + CountOld(units);
    }

    /// <summary>The tracks of the week without the last hour, stretch by stretch between the falls of the level.</summary>
    private readonly float CountOld(int units)
    {
        var level = LongLevel;
        var from = HourUnits + 1;
        var sum = 0f;
        for (var falls = (uint)_flags & LongFalls; falls != 0 && from <= units; falls &= falls - 1)
        {
            var fellAge = (int)(_now % BlockUnits) + (BitOperations.TrailingZeroCount(falls) * BlockUnits);
            sum += Estimate(from, Math.Min(fellAge, units), level++);
            from = Math.Max(from, fellAge + 1);
        }

        return sum + Estimate(from, units, level);
    }

    private readonly float Estimate(int fromAge, int toAge, int level) =>
        fromAge <= toAge ? Count(fromAge, toAge, level) << level : 0;

    /// <summary>Places of a level or above with an age between two.</summary>
    private readonly int Count(int fromAge, int toAge, int level)
    {
        // An empty place has the tag 0, and no track has it.
        var minTag = Vector256.Create((ushort)Math.Max(level << LevelShift, 1));
        var from = Vector256.Create((ushort)(_now - (uint)fromAge));
        var range = Vector256.Create((ushort)(toAge - fromAge));
        var count = 0;
        for (var i = 0; i < Capacity; i += Vector256<ushort>.Count)
        {
            var counts = Vector256.GreaterThanOrEqual(Load(in _tags, i), minTag)
                & Vector256.LessThanOrEqual(from - Load(in _times, i), range);
            count += BitOperations.PopCount(counts.ExtractMostSignificantBits());
        }

        return count;
    }

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
            LowerLongLevel((int)blocks);
        }
    }

    /// <summary>After 7 days without any track, every level is known in full.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void StartAnew(uint unit)
    {
        _flags = (ushort)(_used > 0 || !RemembersAll ? Forgot : 0);
        _levels = 0;
        _used = 0;
        _tags = default;
        _now = unit;
    }

    private void LowerShortLevel(uint gap)
    {
        _flags = (ushort)(_flags & ~ShortFell);
        var level = ShortLevel;
        if (gap > HourUnits)
        {
            SetLevels(0, LongLevel);
        }
        else if (level > 0 && Count(0, HourUnits, level) < Capacity / 8)
        {
            SetLevels(level - 1, LongLevel);
            _flags |= ShortFell;
        }
    }

    private void LowerLongLevel(int blocks)
    {
        var falls = (_flags << blocks) & LongFalls;
        var level = LongLevel;
        if (level > ShortLevel && Count(0, ushort.MaxValue, level) < Capacity / 4)
        {
            SetLevels(ShortLevel, level - 1);
            falls |= 1;
        }

        _flags = (ushort)((_flags & ~LongFalls) | falls);
    }

    /// <summary>
    /// Frees a place or more: first of what neither the hour nor the week needs; then the hour is thinned when it alone
    /// fills over half, and else the week.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Shrink()
    {
        Drop(0);
        if (_used < Capacity)
        {
            return;
        }

        var level = ShortLevel;
        if (level < MaxLevel && Count(0, HourUnits, level) > Capacity / 2)
        {
            SetLevels(level + 1, LongLevel);
            _flags = (ushort)(_flags & ~ShortFell);
            if (LongLevel <= level)
            {
                RaiseLongLevel();
            }
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

    /// <summary>The stretches before the latest fall were sampled from the new level on already: that fall is undone.</summary>
    private void RaiseLongLevel()
    {
        SetLevels(ShortLevel, LongLevel + 1);
        var falls = _flags & LongFalls;
        _flags = (ushort)((_flags & ~LongFalls) | (falls & (falls - 1)));
    }

    /// <summary>Drops what is older than 7 days, older than an hour and below its level, or below the hour's level.</summary>
    /// <param name="gap">Units since the latest time told: added in full, as a track's own time has only 16 bits.</param>
    private void Drop(uint gap)
    {
        var kept = 0;
        var minShort = ShortLevel;
        var minLong = LongLevel;
        for (var i = 0; i < _used; i++)
        {
            var age = gap + (uint)AgeAt(i);
            if (age > WeekUnits || _tags[i] >> LevelShift < (age > HourUnits ? minLong : minShort))
            {
                continue;
            }

            _tags[kept] = _tags[i];
            _times[kept++] = _times[i];
        }

        _flags |= (ushort)(kept < _used ? Forgot : 0);
        for (var i = kept; i < _used; i++)
        {
            _tags[i] = 0;
        }

        _used = (byte)kept;
    }

    /// <summary>32 tracks of level 15 stand for over a million: the count stays there, and the oldest makes room.</summary>
    private void DropOldest()
    {
        var oldest = 0;
        for (var i = 1; i < _used; i++)
        {
            oldest = AgeAt(i) > AgeAt(oldest) ? i : oldest;
        }

        _used--;
        _tags[oldest] = _tags[_used];
        _times[oldest] = _times[_used];
        _tags[_used] = 0;
        _flags |= Forgot;
    }

    private void SetLevels(int shortLevel, int longLevel) => _levels = (byte)((longLevel << 4) | shortLevel);

    private readonly int AgeAt(int place) => (ushort)(_now - _times[place]);

    private readonly int Find(ushort tag)
    {
        var wanted = Vector256.Create(tag);
        for (var i = 0; i < Capacity; i += Vector256<ushort>.Count)
        {
            var mask = Vector256.Equals(Load(in _tags, i), wanted).ExtractMostSignificantBits();
            if (mask != 0)
            {
                return i + BitOperations.TrailingZeroCount(mask);
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LevelOf(ulong hash) => Math.Min(BitOperations.LeadingZeroCount(hash), MaxLevel);

    /// <summary>Level in the upper 4 bits, 12 bits of the hash below; never 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ushort TagOf(ulong hash, int level)
    {
        var bits = (uint)hash & 0xFFF;
        return (ushort)((level << LevelShift) | (int)(bits == 0 ? 1 : bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ushort> Load(in Places places, int at) =>
        Vector256.LoadUnsafe(ref Unsafe.AsRef(in places[0]), (nuint)at);

    [InlineArray(Capacity)]
    private struct Places
    {
        private ushort _first;
    }
}
