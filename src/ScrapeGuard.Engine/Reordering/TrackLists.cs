namespace ScrapeGuard.Engine.Reordering;

/// <summary>
/// Lists of tracks of the events held back, in arrays that are used again. A list's number is above 0.
/// </summary>
internal sealed class TrackLists
{
    private const int SmallestTracks = 64;
    private const int LargestTracks = 512;

    private readonly List<ulong[]> _lists = [[]];
    private readonly Stack<int> _freeSmall = new();
    private readonly Stack<int> _freeLarge = new();

    /// <summary>Bytes held.</summary>
    public long Bytes { get; private set; }

    public int Add(ReadOnlySpan<ulong> tracks)
    {
        var isSmall = tracks.Length <= SmallestTracks;
        if (!(isSmall ? _freeSmall : _freeLarge).TryPop(out var number))
        {
            var room = isSmall ? SmallestTracks : LargestTracks;
            number = _lists.Count;
            _lists.Add(new ulong[room]);
            Bytes += room * sizeof(ulong);
        }

        tracks.CopyTo(_lists[number]);
        return number;
    }

    public ReadOnlySpan<ulong> Get(int number, int count) => _lists[number].AsSpan(0, count);

    public void Remove(int number) =>
        (_lists[number].Length == SmallestTracks ? _freeSmall : _freeLarge).Push(number);
}
