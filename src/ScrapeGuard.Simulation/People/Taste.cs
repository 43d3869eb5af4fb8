using ScrapeGuard.Simulation.Catalogue;
using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.People;

/// <summary>
/// A person's taste: a rotation of favourites that most plays repeat, a handful of artists that new tracks mostly come
/// from, now and then a whole album, and what was released this week.
/// </summary>
internal sealed class Taste : TrackPicker
{
    private const long WeekMs = 7 * 86_400_000L;
    private const double AlbumShare = 0.02;
    private const double AdoptShare = 0.12;
    private const double BingeShare = 0.5;

    // How far back a return goes, in tracks: half of the returns of real listeners in weeks of mostly new tracks go to
    // one of the last 9, 95 % to one of the last 39 (1,471 returns in weeks of 30 plays and more).
    private const double MeanReturn = 13;
    private const int Remembered = 64;

    private readonly TrackCatalogue _catalogue;
    private readonly int[] _artists;
    private readonly double _exploreShare;
    private readonly double _width;
    private readonly double _depth;
    private readonly double _releaseDayShare;
    private readonly double _returnShare;
    private readonly int[] _latest = new int[Remembered];
    private int _played;
    private int[] _rotation;
    private int _albumNext;
    private int _albumLeft;

    /// <param name="catalogue">What there is.</param>
    /// <param name="dice">The person's chance.</param>
    /// <param name="exploreShare">Share of plays that are no favourite.</param>
    /// <param name="rotation">Number of favourites.</param>
    /// <param name="width">Share of new tracks from outside the taste's artists.</param>
    /// <param name="depth">Share of new tracks from anywhere, known or not.</param>
    /// <param name="releaseDayShare">Share of new tracks that are of this week's releases, on their days.</param>
    /// <param name="returnShare">Share of plays that come back to one of the last few dozen tracks.</param>
    public Taste(
        TrackCatalogue catalogue, ref Chance dice, double exploreShare, int rotation, double width, double depth,
        double releaseDayShare = 0.2, double returnShare = 0)
    {
        _releaseDayShare = releaseDayShare;
        _returnShare = returnShare;
        _catalogue = catalogue;
        _exploreShare = exploreShare;
        _width = width;
        _depth = depth;
        _artists = new int[dice.Between(8, 40)];
        foreach (ref var artist in _artists.AsSpan())
        {
            artist = catalogue.DrawArtist(ref dice);
        }

        _rotation = new int[rotation];
        foreach (ref var track in _rotation.AsSpan())
        {
            track = Explore(ref dice);
        }
    }

    public override int Next(ref Chance dice, long timeMs, out bool known)
    {
        if (_returnShare > 0 && _played > 0 && _albumLeft == 0 && dice.Happens(_returnShare))
        {
            known = true;
            var back = 1 + (int)dice.Exponential(MeanReturn);
            return _latest[(_played - Math.Min(back, Math.Min(_played, Remembered))) % Remembered];
        }

        var track = Choose(ref dice, timeMs, out known);
        _latest[_played++ % Remembered] = track;
        return track;
    }

    private int Choose(ref Chance dice, long timeMs, out bool known)
    {
        known = false;
        if (_albumLeft > 0)
        {
            _albumLeft--;
            return _albumNext++ % _catalogue.Count;
        }

        // Who waits for releases plays them through when they are out.
        var binges = _releaseDayShare > BingeShare && IsReleaseDay(timeMs);
        if (binges && dice.Happens(_releaseDayShare))
        {
            PlayAlbum(TrackCatalogue.AlbumOf(_catalogue.DrawRelease(timeMs / WeekMs, ref dice)));
            return Choose(ref dice, timeMs, out known);
        }

        if (!dice.Happens(_exploreShare))
        {
            known = true;
            var place = dice.Unit();
            return _rotation[(int)(_rotation.Length * place * place)];
        }

        if (dice.Happens(AlbumShare))
        {
            var artist = _artists[dice.Below(_artists.Length)];
            PlayAlbum((artist * TrackCatalogue.AlbumsPerArtist) + dice.Below(TrackCatalogue.AlbumsPerArtist));
            return Choose(ref dice, timeMs, out known);
        }

        var track = dice.Happens(ReleaseShare(timeMs)) ? _catalogue.DrawRelease(timeMs / WeekMs, ref dice)
            : Explore(ref dice);
        if (dice.Happens(AdoptShare))
        {
            _rotation[dice.Below(_rotation.Length)] = track;
        }

        return track;
    }

    /// <summary>Plays an album from its start, whatever else would come.</summary>
    public void PlayAlbum(int album)
    {
        _albumNext = album * TrackCatalogue.TracksPerAlbum;
        _albumLeft = TrackCatalogue.TracksPerAlbum;
    }

    /// <summary>Replaces the favourites, as by a download.</summary>
    public int[] Replace(int count, ref Chance dice)
    {
        var kept = Math.Min(_rotation.Length / 2, count);
        Array.Resize(ref _rotation, count);
        for (var at = kept; at < count; at++)
        {
            _rotation[at] = Explore(ref dice);
        }

        return _rotation;
    }

    public override void FillLibrary(ref Chance dice, Span<int> page)
    {
        var first = dice.Below(_rotation.Length);
        for (var at = 0; at < page.Length; at++)
        {
            page[at] = _rotation[(first + at) % _rotation.Length];
        }
    }

    private int Explore(ref Chance dice) => dice.Happens(_depth) ? dice.Below(_catalogue.Count)
        : dice.Happens(_width) ? _catalogue.DrawTrack(ref dice)
        : _catalogue.DrawTrackOf(_artists[dice.Below(_artists.Length)], ref dice);

    // Weeks from the Unix epoch turn on Thursdays: the first day and a half are the days of new releases.
    private static bool IsReleaseDay(long timeMs) => timeMs % WeekMs < WeekMs / 5;

    private double ReleaseShare(long timeMs) => IsReleaseDay(timeMs) ? _releaseDayShare : 0.04;
}
