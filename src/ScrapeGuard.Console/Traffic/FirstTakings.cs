namespace ScrapeGuard.Console.Traffic;

/// <summary>
/// When an account took its tracks first, by hour: of many tracks those of the lowest hashes (a bottom-k sample,
/// E. Cohen 1997), so that those of several accounts can be laid over each other.
/// </summary>
internal sealed class FirstTakings
{
    /// <summary>Tracks that are kept.</summary>
    public const int Capacity = 1_024;

    private ulong[] _tracks = [];
    private int[] _hours = [];

    public int Count { get; private set; }

    /// <summary>Every track that was taken and has no greater hash is here.</summary>
    public ulong Limit { get; private set; } = ulong.MaxValue;

    public ReadOnlySpan<ulong> Tracks => _tracks.AsSpan(0, Count);

    /// <summary>Of each track its hour, in hours since 1970.</summary>
    public ReadOnlySpan<int> Hours => _hours.AsSpan(0, Count);

    public void Add(ulong track, int hour)
    {
        if (track > Limit)
        {
            return;
        }

        var place = Array.BinarySearch(_tracks, 0, Count, track);
        if (place >= 0)
        {
            _hours[place] = Math.Min(_hours[place], hour);
            return;
        }

        Insert(~place, track, hour);
        if (Count > Capacity)
        {
            Count--;
            Limit = _tracks[Count - 1];
        }
    }

    private void Insert(int place, ulong track, int hour)
    {
        if (Count == _tracks.Length)
        {
            var room = Math.Clamp(Count * 2, 8, Capacity + 1);
            Array.Resize(ref _tracks, room);
            Array.Resize(ref _hours, room);
        }

        Array.Copy(_tracks, place, _tracks, place + 1, Count - place);
        Array.Copy(_hours, place, _hours, place + 1, Count - place);
        (_tracks[place], _hours[place]) = (track, hour);
        Count++;
    }
}
