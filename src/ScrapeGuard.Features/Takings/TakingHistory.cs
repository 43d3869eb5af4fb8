using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Sketches;

namespace ScrapeGuard.Features.Takings;

/// <summary>What an account takes, held against what a person can use and against how people choose.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public struct TakingHistory
{
    private const int Latest = 4;
    private const uint SameTakingSeconds = 600;

    private RecentTracks _recent;
    private ReturnedTracks _returned;
    private LatestTracks _latest;
    private uint _latestSecond;
    private uint _next;

    /// <summary>New audio ahead of listening.</summary>
    public ListeningDebt Listening;

    /// <summary>Catalogue entries ahead of browsing.</summary>
    public BrowsingDebt Browsing;

    /// <summary>How the account chooses.</summary>
    public TakingTests Tests;

    /// <summary>Counts the audio of a track or its key: the one that follows the other is the same taking.</summary>
    public void TakeAudio(long timeMicros, ulong track, PopularitySketch popularity)
    {
        if (IsSameTaking(timeMicros, track))
        {
            return;
        }

        if (_recent.See(track))
        {
            Listening.Pass(timeMicros);
            Tests.TakeAgain(_returned.See(track));
            return;
        }

        // A download of a list is one choice, not one for each of its tracks.
        if (Listening.Take(timeMicros) >= ListeningDebt.SpreeGapMicros)
        {
            Tests.TakeNew(track, popularity);
        }
    }

    /// <summary>Counts a report of a play.</summary>
    /// <param name="timeMicros">When it was reported.</param>
    /// <param name="playedMs">How long it was played.</param>
    /// <param name="tracks">The tracks.</param>
    /// <param name="audio">When they were taken last.</param>
    public void Play(long timeMicros, int playedMs, ReadOnlySpan<ulong> tracks, in TrackMemory audio)
    {
        Listening.Play(timeMicros, playedMs);
        foreach (var track in tracks)
        {
            // A device that keeps what it was given asks for nothing when its owner comes back to a track. The report
            // of a track's first play comes when that is over, which is no return.
            var age = audio.AgeOf(track);
            var playUnits = ((playedMs / 1_000) + (int)SameTakingSeconds) / TrackMemory.UnitSeconds;
            if ((age == Sight.New || age > playUnits) && _recent.Knows(track))
            {
                Tests.PlayAgain();
            }
        }
    }

    /// <summary>
    /// One of the last few tracks, within ten minutes: a player asks for the next track while one plays, and for a
    /// track in pieces.
    /// </summary>
    private bool IsSameTaking(long timeMicros, ulong track)
    {
        var second = (uint)(timeMicros / 1_000_000);
        var mark = (uint)(track >> 32) | 1;
        var isNear = second - _latestSecond <= SameTakingSeconds;
        _latestSecond = second;
        for (var i = 0; i < Latest; i++)
        {
            if (_latest[i] == mark)
            {
                return isNear;
            }
        }

        _latest[(int)(_next++ % Latest)] = mark;
        return false;
    }

    [InlineArray(Latest)]
    private struct LatestTracks
    {
        private uint _first;
    }
}
