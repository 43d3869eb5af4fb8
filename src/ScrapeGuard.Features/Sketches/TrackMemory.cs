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
/// A track's level is the number of leading zeros of its hash: level k or more has a chance of 2^-k. The last hour is sampled
/// from level <c>s</c> on, the rest of the week from level <c>l &gt;= s</c> on; a level rises when the 32 places are full
/// and falls again when they are nearly empty. With a level of 0 the count is exact (up to a chance of 1 in 4,096 for each
/// place that another track is taken for one remembered). Otherwise the relative standard error is about
/// <c>1 / sqrt(n)</c> with n the tracks sampled within the window, 8 to 32 where the sample was cut: 18 % to 35 %. After a
/// level fell, the days before count too little by up to half until they leave the window. Times are kept in units of 16 s.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct TrackMemory
{
    /// <summary>Tracks that can be remembered.</summary>
    public const int Capacity = 32;

    /// <summary>Seconds of the unit of time.</summary>
    public const int UnitSeconds = 16;

    private const int HourUnits = 3_600 / UnitSeconds;
    private const int WeekUnits = 604_800 / UnitSeconds;
    private const int DayShift = 12;
    private const int LevelShift = 12;
    private const int MaxLevel = 15;

    private Places _tags;
    private Places _times;
    private uint _now;
    private byte _shortLevel;
    private byte _longLevel;
    private byte _used;
    private byte _forgot;

    /// <summary>True as long as every track ever served is remembered: then <see cref="Used"/> is the exact number.</summary>
    public readonly bool RemembersAll => _forgot == 0;

    /// <summary>Places in use.</summary>
    public readonly int Used => _used;

    /// <summary>The level from which tracks of the whole week are sampled.</summary>
    public readonly int LongLevel => _longLevel;

    /// <summary>Remembers that a track was served now, and says what was known of it.</summary>
    /// <param name="hash">The track.</param>
    /// <param name="unit">Now, in units of 16 s since 1970; it never falls.</param>
    /// <returns>
    /// Units since it was last served; <see cref="Sight.New"/> when it is not remembered; <see cref="Sight.Unsampled"/> when
    /// the sample of the week does not hold tracks of its level, so that nothing can be said.
    /// </returns>
    public int See(ulong hash, uint unit)
    {
        if (unit != _now)
        {
            MoveTo(unit);
        }

        var level = LevelOf(hash);
        if (level < _shortLevel)
        {
            return Sight.Unsampled;
        }

        var place = Find(TagOf(hash, level));
        if (place >= 0)
        {
            var age = AgeAt(place);
            _times[place] = (ushort)unit;
            return level >= _longLevel || age <= HourUnits ? age : Sight.Unsampled;
        }

        while (_used == Capacity)
        {
            Shrink();
        }

        if (level < _shortLevel)
        {
            return Sight.Unsampled;
        }

        _tags[_used] = TagOf(hash, level);
        _times[_used] = (ushort)unit;
        _used++;
        return level >= _longLevel ? Sight.New : Sight.Unsampled;
    }

    /// <summary>True when a track is remembered; changes nothing.</summary>
    public readonly bool Remembers(ulong hash) => Find(TagOf(hash, LevelOf(hash))) >= 0;

    /// <summary>Estimates the distinct tracks of the last <paramref name="seconds"/>, at most 7 days.</summary>
    public readonly float CountDistinct(int seconds)
    {
        var units = seconds / UnitSeconds;
        var level = units <= HourUnits ? _shortLevel : _longLevel;
        var minTag = Vector256.Create((ushort)(level << LevelShift));
        var maxAge = Vector256.Create((ushort)units);
        var now = Vector256.Create((ushort)_now);
        var count = 0;
        for (var i = 0; i < Capacity; i += Vector256<ushort>.Count)
        {
            var tags = Load(in _tags, i);
            var ages = now - Load(in _times, i);
            // An empty place has the tag 0, and no track has it.
            var counts = Vector256.GreaterThanOrEqual(tags, minTag) & Vector256.LessThanOrEqual(ages, maxAge)
                & ~Vector256.Equals(tags, Vector256<ushort>.Zero);
            count += BitOperations.PopCount(counts.ExtractMostSignificantBits());
        }

        return (float)count * (1 << level);
    }

    /// <summary>Lets time pass: forgets what is older than 7 days, at least once in 18 hours of 65,536 units' wrap.</summary>
    private void MoveTo(uint unit)
    {
        var newDay = unit >> DayShift != _now >> DayShift;
        var newHour = unit / HourUnits != _now / HourUnits;
        if (newDay && _used > 0)
        {
            ForgetOlderThan(unit, WeekUnits, minLevel: 0);
        }

        _now = unit;
        if (newDay && _used < Capacity / 4 && _longLevel > 0)
        {
            _longLevel--;
        }

        if (newHour && _shortLevel > 0 && CountDistinct(3_600) < (Capacity / 8) << _shortLevel)
        {
            _shortLevel--;
        }

        _shortLevel = Math.Min(_shortLevel, _longLevel);
    }

    /// <summary>Frees places: first of the days before, then, when the last hour alone fills half, of that hour too.</summary>
    private void Shrink()
    {
        _forgot = 1;
        if (CountDistinct(3_600) > (Capacity / 2) << _shortLevel && _shortLevel < MaxLevel)
        {
            _shortLevel++;
            _longLevel = Math.Max(_longLevel, _shortLevel);
            ForgetOlderThan(_now, WeekUnits, _shortLevel);
        }
        else if (_longLevel < MaxLevel)
        {
            _longLevel++;
        }
        else
        {
            // 32 tracks of level 15 are over a million: more than this sketch is made for. The oldest make room.
            ForgetOlderThan(_now, 0, minLevel: 0);
        }

        ForgetOlderThan(_now, HourUnits, _longLevel, keepFromLevel: true);
    }

    /// <summary>
    /// Drops what is below a level, and what is older than an age (or, with <paramref name="keepFromLevel"/>, only what is
    /// both).
    /// </summary>
    private void ForgetOlderThan(uint unit, int maxAge, int minLevel, bool keepFromLevel = false)
    {
        var kept = 0;
        // The gap since the last sight is added in full: a track's own time has only 16 bits.
        var gap = unit - _now;
        for (var i = 0; i < _used; i++)
        {
            var old = gap + (ushort)(_now - _times[i]) > (uint)maxAge;
            var low = _tags[i] >> LevelShift < minLevel;
            if (keepFromLevel ? old && low : old || low)
            {
                continue;
            }

            _tags[kept] = _tags[i];
            _times[kept++] = _times[i];
        }

        _forgot |= (byte)(kept < _used ? 1 : 0);
        for (var i = kept; i < _used; i++)
        {
            _tags[i] = 0;
        }

        _used = (byte)kept;
    }

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
