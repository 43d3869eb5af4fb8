using ScrapeGuard.Simulation.Randomness;

namespace ScrapeGuard.Simulation.Catalogue;

/// <summary>
/// The catalogue: tracks numbered 0 .. Count - 1 in catalogue order, artist by artist, 3 albums of 10 tracks each.
/// Popularity is a product of two Zipf laws (the artist's, and the track's within the artist), so that 0.1 % of the
/// tracks carry about a quarter of the listening; it is unrelated to catalogue order.
/// </summary>
internal sealed class TrackCatalogue
{
    public const int TracksPerAlbum = 10;
    public const int AlbumsPerArtist = 3;
    public const int TracksPerArtist = TracksPerAlbum * AlbumsPerArtist;

    private const int Releases = 12;
    private const double ArtistExponent = 1.0;
    private const double TrackExponent = 0.8;

    // Coprime to TracksPerArtist: an artist's hits are spread over the albums.
    private const int HitStride = 7;

    private readonly Permutation _artistByRank;
    private readonly ulong _seed;
    private int[]? _popularFirst;

    public TrackCatalogue(int tracks, ulong seed)
    {
        Count = tracks;
        Artists = (tracks + TracksPerArtist - 1) / TracksPerArtist;
        _seed = Chance.For(seed, Streams.Catalogue, 0).Next();
        _artistByRank = new Permutation(Artists, _seed);
    }

    public int Count { get; }

    public int Artists { get; }

    public static int ArtistOf(int track) => track / TracksPerArtist;

    public static int AlbumOf(int track) => track / TracksPerAlbum;

    /// <summary>2:00 to 5:30, fixed for a track.</summary>
    public static int DurationMs(int track) => 120_000 + (int)(Chance.Mix((ulong)track + 77) % 210_000);

    /// <summary>An artist by popularity.</summary>
    public int DrawArtist(ref Chance dice) => _artistByRank.At(dice.Zipf(Artists, ArtistExponent));

    /// <summary>A track by popularity.</summary>
    public int DrawTrack(ref Chance dice) => DrawTrackOf(DrawArtist(ref dice), ref dice);

    public int DrawTrackOf(int artist, ref Chance dice) =>
        ByHit(artist, dice.Zipf(TracksPerArtist, TrackExponent));

    /// <summary>A track of an album released in a week: few albums, and those of well-known artists.</summary>
    public int DrawRelease(long week, ref Chance dice)
    {
        var number = ((ulong)week * Releases) + (ulong)dice.Below(Releases);
        var release = Chance.For(_seed, Streams.Catalogue, number);
        var artist = _artistByRank.At(release.Zipf(Artists, 0.7));
        var first = (artist * TracksPerArtist) + (release.Below(AlbumsPerArtist) * TracksPerAlbum);
        return (first + dice.Below(TracksPerAlbum)) % Count;
    }

    /// <summary>Fills a page with one of the editors' playlists: the same number gives the same tracks.</summary>
    public void FillPlaylist(int playlist, Span<int> page)
    {
        var editor = Chance.For(_seed, Streams.Playlist, (ulong)playlist);
        foreach (ref var track in page)
        {
            track = DrawTrack(ref editor);
        }
    }

    /// <summary>Fills a page with tracks in catalogue order, from an artist's first on.</summary>
    public void FillFromArtist(int artist, Span<int> page)
    {
        for (var at = 0; at < page.Length; at++)
        {
            page[at] = (int)((((long)artist * TracksPerArtist) + at) % Count);
        }
    }

    /// <summary>All tracks, the most popular first; built once, on first use (12 bytes a track).</summary>
    public int[] PopularFirst() => _popularFirst ??= SortByPopularity();

    private int ByHit(int artist, int hit) =>
        ((artist * TracksPerArtist) + (hit * HitStride % TracksPerArtist)) % Count;

    private int[] SortByPopularity()
    {
        var order = new int[Count];
        var weight = new double[Count];
        var next = 0;
        for (var rank = 0; rank < Artists; rank++)
        {
            var artist = _artistByRank.At(rank);
            for (var hit = 0; hit < TracksPerArtist; hit++)
            {
                var track = (artist * TracksPerArtist) + (hit * HitStride % TracksPerArtist);
                if (track < Count)
                {
                    weight[next] = Math.Pow(rank + 1, ArtistExponent) * Math.Pow(hit + 1, TrackExponent);
                    order[next++] = track;
                }
            }
        }

        Array.Sort(weight, order);
        return order;
    }
}
