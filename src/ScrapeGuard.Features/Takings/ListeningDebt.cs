using System.Runtime.InteropServices;

namespace ScrapeGuard.Features.Takings;

/// <summary>
/// New audio that an account took ahead of what a person can listen to, in tracks: leaky buckets in 32 bytes. Each
/// track that is new to the account adds one; a report of a play takes off the part of it that there was time for
/// (<c>min(1, time since the last report / time played)</c>), so that plays reported faster than they can be heard
/// count little; and <see cref="TracksPerHour"/> drain, whatever is reported, for players that report nothing.
/// </summary>
/// <remarks>
/// <para>A download for a journey is back to back: what comes within <see cref="SlowSpreeGapMicros"/> of the track
/// before counts <see cref="SpreeWeight"/> at first. Nobody listens, or skips on, at less than
/// <see cref="BurstGapMicros"/> a track for long either: of 46 people, in 74,341 plays, one did for 8 tracks and no
/// other for more than one. What was taken so fast is a debt that plays pay and that fades, but that listening without
/// a report does not: a further burst on top of a debt counts twice, and on top of a large one three times. So burst
/// after burst is seen, with up to three hours between them, while one downloads a playlist of 45 in the morning and
/// another at night.</para>
/// <para>The heaviest of 95 measured listeners played 43 tracks in an hour and 367 in a day; 16 an hour is that day.
/// Of 46 people with each play taken as audio and none reported, over 25,888 days, the highest was 5.</para>
/// <para>A report costs nothing, so a second bucket listens to none: <see cref="Taken"/> drains by
/// <see cref="TakenPerHour"/>, at which a day of 15 hours is the busiest one, 367 plays. Had each of the plays of those
/// 46 people been of another track, one of them would have come to 20, at 43 within an hour, and no other to more than
/// 4. What comes back to back counts less there too, for a list is fetched at once: as many at once as downloaders get,
/// 28 to 30, are half of the default bound, and a playlist of 45 at four seconds a track is four fifths. Of one who
/// comes back to what he takes, or listened on five hours of the clock, the first download in hours counts half of
/// that.</para>
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct ListeningDebt
{
    /// <summary>Tracks an hour that are listened to without a report.</summary>
    public const float TracksPerHour = 16;

    /// <summary>New tracks an hour that drain from <see cref="Taken"/>.</summary>
    public const float TakenPerHour = 24;

    /// <summary>What a track of a download counts in <see cref="Taken"/>.</summary>
    public const float TakenWeightOfASpree = 0.55f;

    /// <summary>The same at up to <see cref="SlowSpreeGapMicros"/>, on a slow line.</summary>
    public const float TakenWeightOfASlowSpree = 0.65f;

    /// <summary>
    /// The part of both that counts of one who is known to listen, of the first download in hours: a hundred tracks at
    /// once, for a journey.
    /// </summary>
    public const float OfAListener = 0.5f;

    /// <summary>Time to the track before, up to which a track belongs to a download.</summary>
    public const long SpreeGapMicros = 5_000_000;

    /// <summary>The same on a slow line.</summary>
    public const long SlowSpreeGapMicros = 10_000_000;

    /// <summary>What a track of a download counts at once.</summary>
    public const float SpreeWeight = 0.15f;

    /// <summary>Time to the track before, up to which a track belongs to a burst.</summary>
    public const long BurstGapMicros = 20_000_000;

    private const long BurstEndMicros = 60_000_000;

    /// <summary>Tracks at such gaps, one after the other, that make a burst of what may be skipping.</summary>
    private const int LeastBurst = 6;

    /// <summary>How often a burst counts; 0 is none.</summary>
    private const byte First = 1;
    private const byte Second = 2;
    private const byte Third = 3;

    /// <summary>A first one too.</summary>
    private const byte FirstOfAListener = 4;

    private const float DebtOfABurst = 12;
    private const float LargeDebt = 30;
    private const float MaxCredit = 100;
    private const float MicrosPerHour = 3_600e6f;
    private const uint SecondsOfHour = 3_600;

    /// <summary>Milliseconds from which on a play is one: what is broken off before was no more than tried.</summary>
    private const int HeardMs = 30_000;

    // ln 2 over three hours: how an unplayed download fades. 28 tracks are a debt for three hours, 45 for under six.
    private const float FadePerHour = 0.23104906f;

    private float _tracks;
    private float _taken;
    private float _debt;
    private long _drainedMicros;
    private uint _lastTakenSecond;
    private ushort _lastTakenMillis;
    private byte _level;
    private byte _run;
    private uint _lastPlayedSecond;

    /// <summary>
    /// Tracks ahead when something was counted last; below 0 when more was played than taken, at most 100.
    /// </summary>
    public readonly float Tracks => _tracks;

    /// <summary>The same of tracks ahead of the fastest listening, whatever was reported as played.</summary>
    public readonly float Taken => _taken;

    /// <summary>Tracks ahead at a time at which perhaps nothing was counted.</summary>
    public readonly float TracksAt(long timeMicros) => Left(_tracks, HoursTo(timeMicros) * TracksPerHour);

    /// <summary>Tracks ahead of the fastest listening at such a time.</summary>
    public readonly float TakenAt(long timeMicros) => Left(_taken, HoursTo(timeMicros) * TakenPerHour);

    /// <summary>The same of those that did not come back to back, at least: a list is fetched at once.</summary>
    public readonly float PacedAt(long timeMicros) => Math.Max(0, TakenAt(timeMicros) - (TakenWeightOfASpree * _debt));

    /// <summary>Counts a track that is new to the account; says how long after the one before it is.</summary>
    /// <param name="timeMicros">When it was taken.</param>
    /// <param name="listens">Whether somebody is known to listen to what the account takes.</param>
    public long Take(long timeMicros, bool listens = false)
    {
        Drain(timeMicros);
        var gap = Pass(timeMicros);
        if (gap >= BurstGapMicros)
        {
            _level = gap > BurstEndMicros ? (byte)0 : _level;
            _run = 0;
            _tracks++;
            _taken++;
            return gap;
        }

        if (_level == 0)
        {
            // By what was owed before this burst, and by what the account did before it.
            var first = listens ? FirstOfAListener : First;
            _level = _debt < DebtOfABurst ? first : _debt < LargeDebt ? Second : Third;
        }

        var isSpree = gap < SlowSpreeGapMicros;
        var times = _level == FirstOfAListener ? First : _level;
        _taken += !isSpree ? 1 : TakenWeightOf(gap) * (_level == FirstOfAListener ? OfAListener : 1);
        _run = (byte)Math.Min(_run + 1, byte.MaxValue);
        if (isSpree)
        {
            _tracks += times == First ? SpreeWeight : times;
            _debt++;
            return gap;
        }

        // It takes a few to tell a burst from skipping; then those count too.
        var counting = _run < LeastBurst ? 0 : _run == LeastBurst ? LeastBurst : 1;
        _tracks += 1 + ((times - First) * counting);
        _debt += counting;
        return gap;
    }

    /// <summary>Notes the time of a track that is not new; says how long after the one before it is.</summary>
    public long Pass(long timeMicros)
    {
        var gap = timeMicros - LastTakenMicros;
        LastTakenMicros = timeMicros;
        return gap;
    }

    /// <summary>
    /// Counts a report of a play. True: it was heard, and the report before came in another hour of the clock.
    /// </summary>
    public bool Play(long timeMicros, int playedMs)
    {
        Drain(timeMicros);
        var second = (uint)(timeMicros / 1_000_000);
        var passed = _lastPlayedSecond == 0 ? float.MaxValue : Math.Max(second - _lastPlayedSecond, 0);
        var isOfNewHour = second / SecondsOfHour != _lastPlayedSecond / SecondsOfHour;
        _lastPlayedSecond = second;
        var heard = Math.Min(1, passed * 1_000 / Math.Max(playedMs, 1_000));
        _debt = Math.Max(0, _debt - heard);
        _tracks = Math.Max(-MaxCredit, _tracks - heard);
        return isOfNewHour && heard >= 1 && playedMs >= HeardMs;
    }

    private static float TakenWeightOf(long gap) =>
        gap < SpreeGapMicros ? TakenWeightOfASpree : TakenWeightOfASlowSpree;

    private long LastTakenMicros
    {
        readonly get => (_lastTakenSecond * 1_000_000L) + (_lastTakenMillis * 1_000L);
        set => (_lastTakenSecond, _lastTakenMillis) =
            ((uint)(value / 1_000_000), (ushort)(value % 1_000_000 / 1_000));
    }

    private void Drain(long timeMicros)
    {
        var hours = HoursTo(timeMicros);
        _tracks = Left(_tracks, hours * TracksPerHour);
        _taken = Left(_taken, hours * TakenPerHour);

        // e^-x from above by its series, in operations that give the same bits everywhere.
        var x = hours * FadePerHour;
        _debt /= 1 + x + (x * x / 2) + (x * x * x / 6);
        _drainedMicros = Math.Max(_drainedMicros, timeMicros);
    }

    /// <summary>Hours since something was counted; 0 when that is later, or nothing was.</summary>
    private readonly float HoursTo(long timeMicros) =>
        _drainedMicros != 0 && timeMicros > _drainedMicros ? (timeMicros - _drainedMicros) / MicrosPerHour : 0;

    private static float Left(float tracks, float drained) => tracks > 0 ? Math.Max(0, tracks - drained) : tracks;
}
