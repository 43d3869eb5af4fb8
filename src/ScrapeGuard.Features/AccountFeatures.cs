using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Behaviour;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Sketches;
using ScrapeGuard.Features.Takings;
using ScrapeGuard.Features.Windows;

namespace ScrapeGuard.Features;

/// <summary>
/// Everything that is kept of one account's behaviour: 1,224 plain bytes, so that a million accounts are one flat
/// array and a checkpoint is a copy. An account's events must be given in order of event time.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct AccountFeatures
{
    /// <summary>Tracks of an event whose popularity is looked at; a page of 50 is known by its first.</summary>
    public const int RarityTracks = 4;

    private const int RarityMemory = 64;
    private const int TakingUnits = 64 / TrackMemory.UnitSeconds;
    private const int DayUnits = 86_400 / TrackMemory.UnitSeconds;

    internal CounterWindow8 Day;
    internal CounterWindow8 Week;
    internal CounterWindow8 Behaviour;
    internal CounterWindow4 Minute;
    internal CounterWindow4 TenMinutes;
    internal CounterWindow4 Hour;
    internal TrackMemory MetadataTracks;
    internal TrackMemory AudioTracks;
    internal DistinctCounter AllTaken;
    internal DistinctCounter AudioTaken;
    internal ActiveHours ActiveHours;
    internal GapStatistics Gaps;
    internal OperationMix Operations;
    internal SourceMemory Addresses;
    internal SourceMemory Networks;
    internal SourceMemory Devices;
    internal SourceMemory Clients;
    internal PlayOverlap Overlap;
    internal TakingHistory Takings;
    internal float RarityMean;
    internal uint RarityCount;
    private long _bytesTotal;
    private uint _lastSecond;
    private uint _lastNetwork;
    private int _bytesCarried;
    private int _playedCarriedMs;
    private int _overlapCarriedMs;

    /// <summary>Second of the last event, since 1970.</summary>
    public readonly uint LastSecond => _lastSecond;

    /// <summary>What the account has taken in its life.</summary>
    public readonly Exposure Exposure =>
        new((long)Math.Round(AllTaken.Estimate), (long)Math.Round(AudioTaken.Estimate), _bytesTotal);

    /// <summary>Tracks and requests served in the last 24 hours or so: what the pace of evaluation goes by.</summary>
    public readonly float DayVolume
    {
        get
        {
            var day = Day.Sum(0);
            return day[Counter.Requests] + day[Counter.Metadata] + day[Counter.Audio];
        }
    }

    /// <summary>Canary tracks served in the last 24 hours.</summary>
    public readonly float Canaries24h =>
        Behaviour.Sum(WindowCut.GoneOf(_lastSecond, WindowCut.Day))[BehaviourCounter.Canaries];

    /// <summary>New audio taken ahead of what can be listened to, in tracks (<see cref="ListeningDebt"/>).</summary>
    public readonly float UnplayedExcess => Takings.Listening.TracksAt(LastMicros);

    /// <summary>The same ahead of the fastest listening, whatever was reported as played.</summary>
    public readonly float TakenExcess => Takings.Listening.TakenAt(LastMicros);

    /// <summary>Of these those that were taken one by one, not as a list.</summary>
    public readonly float PacedExcess => Takings.Listening.PacedAt(LastMicros);

    /// <summary>Catalogue entries ahead of fast clicking (<see cref="BrowsingDebt"/>).</summary>
    public readonly float ServedExcess => Takings.Browsing.MinutesAt(_lastSecond);

    /// <summary>The same ahead of clicking for hours.</summary>
    public readonly float ServedExcessSustained => Takings.Browsing.HoursAt(_lastSecond);

    /// <summary>Nats for: opens entry after new entry and never stops to read one.</summary>
    public readonly float NeverReads => Takings.Browsing.NeverReads;

    /// <summary>Whether the account chooses as people do.</summary>
    public readonly TakingTests Choices => Takings.Tests;

    /// <summary>
    /// Whether the account reported at least half as many plays as it took tracks, in the last 7 days: keys or audio,
    /// whichever are fewer, for audio may come in pieces.
    /// </summary>
    public readonly bool ReportsPlays
    {
        get
        {
            var week = Week.Sum(WindowCut.GoneOf(LastSecond, WindowCut.Week));
            var (keys, audio) = (week[Counter.Keys], week[Counter.Audio]);
            var taken = Math.Min(keys > 0 ? keys : audio, audio > 0 ? audio : keys);
            return week[Counter.Plays] > 0 && week[Counter.Plays] >= taken / 2;
        }
    }

    /// <summary>
    /// Whether the account was served a track lately. To ask for one again and again says nothing about whether others
    /// like it.
    /// </summary>
    public readonly bool HasHad(Operation operation, ulong track) => operation is Operation.Audio or Operation.License
        ? Takings.Knows(track)
        : MetadataTracks.AgeOf(track) >= 0;

    /// <summary>Clock hours with activity among the last <paramref name="hours"/> (1 to 64).</summary>
    public readonly int ActiveHoursOfLast(int hours) => ActiveHours.CountLast(hours);

    /// <summary>
    /// Counts plays that were reported too late to be put in order: an account whose client was offline is not to look
    /// as if it never played what it took.
    /// </summary>
    public void CreditLatePlay()
    {
        var play = Vector128<ushort>.Zero.WithElement(Counter.Plays, (ushort)1);
        Day.Add(steps: 0, play);
        Week.Add(steps: 0, play);
    }

    /// <summary>Counts an event.</summary>
    /// <param name="e">The event, not older than the last.</param>
    /// <param name="gapMicros">Time since the account's last event; negative for its first.</param>
    /// <param name="tracks">Its tracks.</param>
    /// <param name="canaries">How many of them are canaries.</param>
    /// <param name="popularity">What was known of popularity at the event's epoch.</param>
    public void Update(
        in AccessEvent e, long gapMicros, ReadOnlySpan<ulong> tracks, int canaries, PopularitySketch popularity)
    {
        var second = (uint)(e.TimeMicros / 1_000_000);
        var unit = second / TrackMemory.UnitSeconds;
        MetadataTracks.Advance(unit);
        AudioTracks.Advance(unit);
        var served = e.Status < 400;
        var newEntries = (float)tracks.Length;
        var behaviour = served ? SeeTracks(e.Operation, unit, tracks, ref newEntries) : default;
        behaviour = behaviour.WithElement(BehaviourCounter.Canaries, (ushort)canaries);
        if (e.Status == 429)
        {
            behaviour = behaviour.WithElement(BehaviourCounter.Throttled, (ushort)1);
        }

        behaviour = SeeSources(e, second, behaviour);
        var traffic = TrafficOf(e, served, tracks.Length, ref behaviour);
        Minute.Add(WindowCut.StepsOf(_lastSecond, second, WindowCut.Minute), traffic);
        TenMinutes.Add(WindowCut.StepsOf(_lastSecond, second, WindowCut.TenMinutes), traffic);
        Hour.Add(WindowCut.StepsOf(_lastSecond, second, WindowCut.Hour), traffic);
        Day.Add(WindowCut.StepsOf(_lastSecond, second, WindowCut.Day), traffic);
        Week.Add(WindowCut.StepsOf(_lastSecond, second, WindowCut.Week), traffic);
        Behaviour.Add(WindowCut.StepsOf(_lastSecond, second, WindowCut.Day), behaviour);
        ActiveHours.Mark(second);
        if (gapMicros >= 0)
        {
            Gaps.Add(gapMicros);
        }

        Operations.Add(e.Operation);
        if (served && e.Operation != Operation.Play)
        {
            SeeRarity(tracks, popularity);
        }

        SeeTakings(e, served, second, tracks, newEntries, popularity);

        _lastSecond = second;
    }

    /// <summary>Takes in what was taken, for what a person can use and how people choose.</summary>
    private void SeeTakings(
        in AccessEvent e, bool served, uint second, ReadOnlySpan<ulong> tracks, float newEntries,
        PopularitySketch popularity)
    {
        switch (e.Operation)
        {
            case Operation.Play:
                Takings.Play(e.TimeMicros, e.PlayedMs, tracks, AudioTracks);
                break;
            case Operation.Audio or Operation.License when served:
                foreach (var track in tracks)
                {
                    Takings.TakeAudio(e.TimeMicros, track, popularity);
                }

                break;
            default:
                if (served && (!tracks.IsEmpty || e.Operation is Operation.Search or Operation.Browse))
                {
                    var page = PageWeight.Of(e.Operation, tracks.Length, listens: AudioTracks.Used > 0);
                    Takings.Look(second, newEntries, page);
                }

                break;
        }
    }

    /// <summary>Remembers the tracks, and counts which of them were repeats and which new.</summary>
    /// <param name="operation">What was done.</param>
    /// <param name="unit">Now.</param>
    /// <param name="tracks">The tracks.</param>
    /// <param name="newEntries">Their number; is lowered to those that were new, by the sample.</param>
    private Vector128<ushort> SeeTracks(
        Operation operation, uint unit, ReadOnlySpan<ulong> tracks, ref float newEntries)
    {
        if (operation == Operation.Play)
        {
            return default;
        }

        var isAudio = operation is Operation.Audio or Operation.License;
        ref var memory = ref Unsafe.AsRef(in isAudio ? ref AudioTracks : ref MetadataTracks);
        int repeats = 0, fresh = 0, sampledDay = 0, sampledWeek = 0, known = 0;
        foreach (var track in tracks)
        {
            // Where all is remembered, what is not found is new, though the sample may have no room left for it.
            var knowsAudio = AudioTracks.RemembersAll || Takings.RemembersAll;
            var hadAudio = knowsAudio && HasHadAudio(track);
            var knowsAll = knowsAudio && MetadataTracks.RemembersAll;
            AllTaken.Add(track, knowsAll ? !hadAudio && !MetadataTracks.Remembers(track) : null);
            if (isAudio)
            {
                AudioTaken.Add(track, knowsAudio ? !hadAudio : null);
            }

            var age = memory.See(track, unit);

            // The audio that follows its key, or its own first piece, within the minute is one taking, not a repeat.
            if (age == Sight.Unsampled || (isAudio && age is >= 0 and <= TakingUnits))
            {
                continue;
            }

            sampledDay++;
            known += age >= 0 ? 1 : 0;
            repeats += age is >= 0 and <= DayUnits ? 1 : 0;
            if (memory.SamplesWeekOf(track))
            {
                sampledWeek++;
                fresh += age is Sight.New or > TrackMemory.WeekUnits ? 1 : 0;
            }
        }

        newEntries -= sampledDay == 0 ? 0 : newEntries * known / sampledDay;
        return Vector128<ushort>.Zero
            .WithElement(BehaviourCounter.Repeats, (ushort)repeats)
            .WithElement(BehaviourCounter.New, (ushort)fresh)
            .WithElement(BehaviourCounter.SampledDay, (ushort)sampledDay)
            .WithElement(BehaviourCounter.SampledWeek, (ushort)sampledWeek);
    }

    private readonly long LastMicros => _lastSecond * 1_000_000L;

    /// <summary>Whether the account took a track's audio, where all of its audio is remembered.</summary>
    private readonly bool HasHadAudio(ulong track) =>
        AudioTracks.Remembers(track) || (!AudioTracks.RemembersAll && Takings.Knows(track));

    private Vector128<ushort> SeeSources(in AccessEvent e, uint second, Vector128<ushort> behaviour)
    {
        Addresses.See(e.Ip, second);
        Networks.See(e.Network, second);
        Devices.See(e.Device, second);
        Clients.See(e.Client, second);
        if (e.Network != 0 && e.Network != _lastNetwork)
        {
            behaviour = behaviour.WithElement(BehaviourCounter.NetworkChanges, (ushort)(_lastNetwork == 0 ? 0 : 1));
            _lastNetwork = e.Network;
        }

        return behaviour;
    }

    private Vector128<ushort> TrafficOf(in AccessEvent e, bool served, int tracks, ref Vector128<ushort> behaviour)
    {
        var traffic = Vector128<ushort>.Zero.WithElement(Counter.Requests, (ushort)1);
        if (!served)
        {
            traffic = traffic.WithElement(Counter.Errors, (ushort)1);
        }

        _bytesTotal += Math.Min(e.Bytes, long.MaxValue - _bytesTotal);
        traffic = traffic.WithElement(Counter.Bytes, Units(e.Bytes, Counter.BytesUnit, ref _bytesCarried));
        switch (e.Operation)
        {
            case Operation.Audio when served:
                return traffic.WithElement(Counter.Audio, (ushort)1);
            case Operation.License when served:
                return traffic.WithElement(Counter.Keys, (ushort)1);
            case Operation.Play:
                var overlapMs = Overlap.Add(e.TimeMicros, e.PlayedMs);
                var overlap = Units(overlapMs, Counter.PlayedUnitMs, ref _overlapCarriedMs);
                behaviour = behaviour.WithElement(BehaviourCounter.Overlap, overlap);
                var played = Units(e.PlayedMs, Counter.PlayedUnitMs, ref _playedCarriedMs);
                return traffic.WithElement(Counter.Plays, (ushort)1).WithElement(Counter.Played, played);
            default:
                return served ? traffic.WithElement(Counter.Metadata, (ushort)tracks) : traffic;
        }
    }

    private void SeeRarity(ReadOnlySpan<ulong> tracks, PopularitySketch popularity)
    {
        foreach (var track in tracks[..Math.Min(tracks.Length, RarityTracks)])
        {
            if (RarityCount < RarityMemory)
            {
                RarityCount++;
            }

            RarityMean += (popularity.RarityOf(track) - popularity.MeanRarity - RarityMean) / RarityCount;
        }
    }

    /// <summary>
    /// Whole units of an amount and what was carried over, at most 65,535; a rest under a unit is carried on.
    /// </summary>
    private static ushort Units(long amount, int unit, ref int carried)
    {
        var sum = Math.Min(amount, long.MaxValue - unit) + carried;
        var units = sum / unit;
        carried = (int)(sum - (units * unit));
        return (ushort)Math.Min(units, ushort.MaxValue);
    }
}
