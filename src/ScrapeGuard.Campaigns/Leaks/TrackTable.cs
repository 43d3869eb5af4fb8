using System.Numerics;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>Tracks with their marks, exactly: open addressing, 9 bytes a place, at most three quarters full.</summary>
internal sealed class TrackTable
{
    private const int FirstPlaces = 64;

    /// <summary>Stands for a track whose hash is 0, which marks an empty place.</summary>
    private const ulong InsteadOfZero = 0x9E3779B97F4A7C15;

    private ulong[] _tracks = new ulong[FirstPlaces];
    private TrackMarks[] _marks = new TrackMarks[FirstPlaces];

    public int Count { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Bytes => _tracks.Length * 9L;

    private bool IsFull => Count >= _tracks.Length / 4 * 3;

    /// <summary>Adds marks to a track. True when it was not in the table.</summary>
    public bool Add(ulong track, TrackMarks marks)
    {
        track = track == 0 ? InsteadOfZero : track;
        var place = PlaceOf(track);
        if (_tracks[place] == track)
        {
            _marks[place] |= marks;
            return false;
        }

        if (IsFull)
        {
            Resize(_tracks.Length * 2, static _ => true);
            place = PlaceOf(track);
        }

        _tracks[place] = track;
        _marks[place] = marks;
        Count++;
        return true;
    }

    /// <summary>Keeps the tracks that are wanted.</summary>
    public void Keep(Predicate<ulong> isWanted) => Resize(_tracks.Length, isWanted);

    /// <summary>The tracks; in an order that depends on how they came.</summary>
    public IEnumerable<(ulong Track, TrackMarks Marks)> All()
    {
        for (var place = 0; place < _tracks.Length; place++)
        {
            if (_tracks[place] != 0)
            {
                yield return (_tracks[place], _marks[place]);
            }
        }
    }

    private int PlaceOf(ulong track)
    {
        var mask = _tracks.Length - 1;
        var place = (int)((track * 0x9E3779B97F4A7C15) >> (64 - BitOperations.Log2((uint)_tracks.Length)));
        while (_tracks[place] != 0 && _tracks[place] != track)
        {
            place = (place + 1) & mask;
        }

        return place;
    }

    private void Resize(int places, Predicate<ulong> isWanted)
    {
        var (tracks, marks) = (_tracks, _marks);
        _tracks = new ulong[places];
        _marks = new TrackMarks[places];
        Count = 0;
        for (var i = 0; i < tracks.Length; i++)
        {
            if (tracks[i] != 0 && isWanted(tracks[i]))
            {
                var place = PlaceOf(tracks[i]);
                _tracks[place] = tracks[i];
                _marks[place] = marks[i];
                Count++;
            }
        }
    }
}
