using ScrapeGuard.Simulation.Accounts;
using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;
using ScrapeGuard.Simulation.Traffic;

namespace ScrapeGuard.Simulation.People;

/// <summary>
/// One session of a player: sign-in, looking around, then track after track: a content key, the audio, and the report
/// when the play ends.
/// </summary>
internal sealed class ListeningSession(
    EventSchedule schedule, TrackCatalogue catalogue, Account account, ListeningHabits habits, TrackPicker picker)
{
    private const int MaxPage = 50;
    private const int Playlists = 300;

    // 160 kbit/s.
    private const int AudioBytesPerMs = 20;

    /// <summary>Plays from a start until an end or until the picker has no more; returns when it was over.</summary>
    public long Run(ref Chance dice, in Visit visit, long startMs, long endMs, int maxTracks = int.MaxValue)
    {
        var time = Open(ref dice, visit, startMs);
        for (var count = 0; count < maxTracks && time < endMs && time < schedule.EndMs; count++)
        {
            var track = picker.Next(ref dice, time, out var known);
            if (track < 0)
            {
                break;
            }

            if (dice.Happens(habits.SearchShare))
            {
                time = Search(ref dice, visit, time, track);
            }

            time = PlayTrack(ref dice, visit, time, track, known && dice.Happens(habits.CachedShare));
        }

        return time;
    }

    /// <summary>A content key (now and then refused once) and the audio; returns when the audio came.</summary>
    public long Fetch(ref Chance dice, in Visit visit, long time, int track)
    {
        if (dice.Happens(0.004))
        {
            schedule.Add(account, time, Operation.License, visit, status: dice.Happens(0.5) ? 503 : 403);
            time += dice.Between(800, 4_000);
        }

        schedule.Add(account, time, Operation.License, visit, track, 256);
        time += dice.Between(40, 400);
        schedule.Add(account, time, Operation.Audio, visit, track, TrackCatalogue.DurationMs(track) * AudioBytesPerMs);
        return time;
    }

    /// <summary>Sign-in and a look around; returns when the first track starts.</summary>
    public long Open(ref Chance dice, in Visit visit, long time)
    {
        if (dice.Happens(0.02))
        {
            schedule.Add(account, time, Operation.Auth, visit, status: 401, bytes: 120);
            time += dice.Between(3_000, 20_000);
        }

        schedule.Add(account, time, Operation.Auth, visit, bytes: 900);
        time += dice.Between(300, 2_500);
        schedule.Add(account, time, Operation.Browse, visit, bytes: dice.Between(4_000, 30_000));
        for (var pages = dice.Poisson(habits.Pages); pages > 0; pages--)
        {
            time += dice.Between(1_500, 12_000);
            LookAt(ref dice, visit, time);
        }

        return time + dice.Between(1_000, 8_000);
    }

    private void LookAt(ref Chance dice, in Visit visit, long time)
    {
        if (dice.Happens(0.01))
        {
            schedule.Add(account, time, Operation.Metadata, visit, status: 404, bytes: 90);
            return;
        }

        Span<int> page = stackalloc int[MaxPage];
        page = page[..dice.Between(20, MaxPage)];
        var what = dice.Unit();
        if (what < 0.6)
        {
            picker.FillLibrary(ref dice, page);
        }
        else if (what < 0.8)
        {
            catalogue.FillFromArtist(catalogue.DrawArtist(ref dice), page[..20]);
            page = page[..20];
        }
        else
        {
            catalogue.FillPlaylist(dice.Zipf(Playlists, 1), page);
        }

        schedule.AddPage(account, time, Operation.Metadata, visit, page, page.Length * 1_150);
    }

    private long Search(ref Chance dice, in Visit visit, long time, int track)
    {
        Span<int> found = stackalloc int[20];
        found = found[..dice.Between(5, 20)];
        catalogue.FillFromArtist(TrackCatalogue.ArtistOf(track), found);
        found[0] = track;
        schedule.AddPage(account, time, Operation.Search, visit, found, found.Length * 420);
        return time + dice.Between(2_000, 15_000);
    }

    private long PlayTrack(ref Chance dice, in Visit visit, long time, int track, bool cached)
    {
        if (!cached)
        {
            time = Fetch(ref dice, visit, time, track);
        }

        var duration = TrackCatalogue.DurationMs(track);
        var played = dice.Happens(habits.SkipShare) ? dice.Between(1_500, 45_000)
            : dice.Happens(0.06) ? (int)(duration * dice.Between(0.4, 0.95))
            : duration;
        time += Math.Min(played, habits.MaxTrackMs);
        if (dice.Happens(habits.ReportShare))
        {
            schedule.Add(account, time, Operation.Play, visit, track, bytes: 0, playedMs: played);
        }

        time += dice.Between(50, 2_500);
        return dice.Happens(habits.PauseShare) ? time + dice.Between(60_000, 900_000) : time;
    }
}
