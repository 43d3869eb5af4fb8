using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScrapeGuard.Features.Sketches;

/// <summary>
/// Remembers which tracks an account was served in the last 7 days and when last, in 136 bytes: a distinct sample (P.
/// Gibbons, "Distinct Sampling for Highly-Accurate Answers", VLDB 2001) with the time of last sight beside each track
/// (P. Gibbons and S. Tirthapura, "Distributed Streams Algorithms for Sliding Windows", SPAA 2002).
/// </summary>
/// <remarks>
/// A track's level is the number of leading zeros of its hash: level k or more has a chance of 2^-k. The last hour is
/// sampled from level <c>s</c> on, the rest of the day from <c>m &gt;= s</c> on, the rest of the week from
/// <c>l &gt;= m</c> on; when the 32 places are full, the level of the stretch that fills most of them rises, and it
/// falls again when few of them are needed. A track last seen when level k was the lowest kept stands for <c>2^k</c>
/// tracks (D. Horvitz and D. Thompson 1952), so that falls do not bias the estimate. Up to 32 tracks a week the count
/// is exact; beyond, measured over 1,500 seeds, the bias is at most 2 % and the standard error 18 % to 27 % in the
/// first day, 24 % to 33 % in the first week, and in weeks of a steady pace 31 % to 35 % for the hour, 25 % to 39 %
/// for the day and 26 % to 33 % for the week. Shorter windows see a part of the hour's sample. Exact means: up to a
/// chance of 1 in 4,096 for each place of the same level that another track is taken for one remembered. Times are
/// kept in units of 16 s, so a window's edge is off by up to one unit.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public partial struct TrackMemory
{
    /// <summary>Tracks that can be remembered.</summary>
    public const int Capacity = 32;

    /// <summary>Seconds of the unit of time.</summary>
    public const int UnitSeconds = 16;

    /// <summary>Units of 7 days.</summary>
    public const int WeekUnits = 604_800 / UnitSeconds;

    private const int HourUnits = 3_600 / UnitSeconds;
    private const int DayUnits = 86_400 / UnitSeconds;
    private const int BlockShift = 12;
    private const int BlockUnits = 1 << BlockShift;
    private const int LevelShift = 12;
    private const int MaxLevel = 15;

    /// <summary>A level falls when fewer places than this are of it.</summary>
    private const int FewPlaces = 6;


    private const int UsedMask = 63;

    /// <summary>In <see cref="_state"/>: the level of the hour fell at the start of this clock hour.</summary>
    private const int ShortFell = 64;

    /// <summary>In <see cref="_state"/>: something was forgotten.</summary>
    private const int Forgot = 128;

    /// <summary>
    /// In <see cref="_falls"/>: bit k, the week's level fell at the start of the block of 18.2 hours k before.
    /// </summary>
    private const int LongFalls = (1 << 10) - 1;

    /// <summary>In <see cref="_falls"/>: the same of the day's level; the level itself lies above them.</summary>
    private const int MidFallShift = 10;
    private const int MidFalls = 3;
    private const int MidLevelShift = 12;

    private Places _tags;
    private Places _times;
    private uint _now;
    private ushort _falls;
    private byte _levels;
    private byte _state;

    /// <summary>
    /// True as long as every track ever served is remembered: then <see cref="Used"/> is the exact number.
    /// </summary>
    public readonly bool RemembersAll => (_state & Forgot) == 0;

    /// <summary>Places in use.</summary>
    public readonly int Used => _state & UsedMask;

    /// <summary>The level from which tracks of the whole week are sampled.</summary>
    public readonly int LongLevel => _levels >> 4;

    /// <summary>The level from which tracks of the last hour are sampled.</summary>
    public readonly int ShortLevel => _levels & 15;

    /// <summary>The level from which tracks of the last 24 hours are sampled.</summary>
    public readonly int MidLevel => _falls >> MidLevelShift;

    /// <summary>The level from which all tracks of the last 7 days were sampled, level falls or not.</summary>
    private readonly int SureLongLevel => LongLevel + BitOperations.PopCount((uint)_falls & LongFalls);

    /// <summary>The level from which all tracks of the last 24 hours were sampled.</summary>
    private readonly int SureMidLevel => MidLevel + BitOperations.PopCount((uint)(_falls >> MidFallShift) & MidFalls);

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
    /// Units since it was last served (by up to 18 hours over 7 days); <see cref="Sight.New"/> when it is not
    /// remembered: not served within 24 hours, and not within 7 days either if <see cref="SamplesWeekOf"/> it;
    /// <see cref="Sight.Unsampled"/> when not all tracks of its level were kept for a day, so that nothing can be
    /// said.
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
        var isSure = level >= SureMidLevel;
        var tag = TagOf(hash, level);
        var place = Find(tag);
        if (place >= 0)
        {
            var age = AgeAt(place);
            _times[place] = (ushort)unit;
            return isSure ? age : Sight.Unsampled;
        }

        while (Used == Capacity)
        {
            Shrink();
        }

        if (level < ShortLevel)
        {
            return Sight.Unsampled;
        }

        _tags[Used] = tag;
        _times[Used] = (ushort)unit;
        _state++;
        return level >= SureMidLevel ? Sight.New : Sight.Unsampled;
    }

    /// <summary>Units since a track was last served, as <see cref="See"/> says it; changes nothing.</summary>
    public readonly int AgeOf(ulong hash)
    {
        var level = LevelOf(hash);
        if (level < ShortLevel || level < SureMidLevel)
        {
            return Sight.Unsampled;
        }

        var place = Find(TagOf(hash, level));
        return place >= 0 ? AgeAt(place) : Sight.New;
    }

    /// <summary>True when all tracks of this one's level were kept for 7 days.</summary>
    public readonly bool SamplesWeekOf(ulong hash) => LevelOf(hash) >= SureLongLevel;

    /// <summary>True when a track is remembered; changes nothing.</summary>
    public readonly bool Remembers(ulong hash) => Find(TagOf(hash, LevelOf(hash))) >= 0;

    /// <summary>
    /// Estimates the distinct tracks of the last <paramref name="seconds"/>, at most 7 days, as of the latest time
    /// told.
    /// </summary>
    public readonly float CountDistinct(int seconds)
    {
        var units = seconds / UnitSeconds;
        var level = ShortLevel;
        var hour = Math.Min(units, HourUnits);
        var thisHour = (_state & ShortFell) == 0 ? hour : Math.Min(hour, (int)(_now % HourUnits));
        var midFalls = (uint)(_falls >> MidFallShift) & MidFalls;
        return Estimate(0, thisHour, level)
            + Estimate(thisHour + 1, hour, level + 1)
            + CountStretch(HourUnits + 1, Math.Min(units, DayUnits), MidLevel, midFalls)
            + CountStretch(DayUnits + 1, units, LongLevel, (uint)_falls & LongFalls);
    }

    /// <summary>The tracks with an age between two, stretch by stretch between the falls of the level.</summary>
    private readonly float CountStretch(int from, int to, int level, uint falls)
    {
        var sum = 0f;
        for (; falls != 0 && from <= to; falls &= falls - 1)
        {
            var fellAge = (int)(_now % BlockUnits) + (BitOperations.TrailingZeroCount(falls) * BlockUnits);
            sum += Estimate(from, Math.Min(fellAge, to), level++);
            from = Math.Max(from, fellAge + 1);
        }

        return sum + Estimate(from, to, level);
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
