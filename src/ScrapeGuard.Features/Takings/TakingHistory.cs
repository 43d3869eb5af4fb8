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
        var gapMicros = Listening.Take(timeMicros, Tests.Listens);
        if (gapMicros >= ListeningDebt.SpreeGapMicros)
        {
            Tests.TakeNew(track, gapMicros, popularity);
        }
    }

    /// <summary>Whether the account took a track's audio lately: one of the last 64 distinct ones at least.</summary>
    public readonly bool Knows(ulong track) => _recent.Knows(track);

    /// <summary>Whether <see cref="Knows"/> knows all audio that the account ever took.</summary>
    public readonly bool RemembersAll => _recent.RemembersAll;

    /// <summary>Counts catalogue entries that the account was served: a search, a page, an entry.</summary>
    /// <param name="second">When.</param>
    /// <param name="entries">Those that are new to the account, by estimate.</param>
    /// <param name="page">What each of them counts.</param>
    public void Look(uint second, float entries, in PageWeight page)
    {
        Tests.Look(atOne: page.IsEntry);
        Browsing.Serve(second, entries, page);
    }

    /// <summary>Counts a report of a play.</summary>
    /// <param name="timeMicros">When it was reported.</param>
    /// <param name="playedMs">How long it was played.</param>
    /// <param name="tracks">The tracks.</param>
    /// <param name="audio">When they were taken last.</param>
    public void Play(long timeMicros, int playedMs, ReadOnlySpan<ulong> tracks, in TrackMemory audio)
    {
        if (Listening.Play(timeMicros, playedMs))
        {
            Tests.Hear();
        }

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

        for (var i = Latest - 1; i > 0; i--)
        {
            _latest[i] = _latest[i - 1];
        }

        _latest[0] = mark;
        return false;
    }

    [InlineArray(Latest)]
    private struct LatestTracks
    {
        private uint _first;
    }
}
