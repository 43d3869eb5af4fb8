using System.Numerics;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>
/// A coordinated sample of tracks: those whose hash ends in <see cref="Level"/> zeros (P. Gibbons 2001). The level
/// rises when the sample is full, so a track in it stands for <c>2^Level</c>; samples of different takers agree on
/// which tracks they hold, and so do unions.
/// </summary>
internal sealed class TrackSample(int capacity)
{
    private readonly TrackTable _table = new();

    /// <summary>Number of zeros.</summary>
    public int Level { get; private set; }

    public int Count => _table.Count;

    /// <summary>How many tracks each one stands for.</summary>
    public double Weight => Math.ScaleB(1, Level);

    public long Bytes => _table.Bytes;

    /// <summary>Whether a track belongs to a sample of a level.</summary>
    public static bool IsOf(ulong track, int level) => BitOperations.TrailingZeroCount(track) >= level;

    /// <summary>Adds marks to a track. True when it is in the sample and was not before.</summary>
    public bool Add(ulong track, TrackMarks marks)
    {
        if (!IsOf(track, Level))
        {
            return false;
        }

        var isNew = _table.Add(track, marks);
        while (_table.Count > capacity)
        {
            RaiseTo(Level + 1);
        }

        return isNew && IsOf(track, Level);
    }

    /// <summary>Keeps the tracks of a higher level only.</summary>
    public void RaiseTo(int level)
    {
        if (level > Level)
        {
            Level = level;
            _table.Keep(track => IsOf(track, level));
        }
    }

    public IEnumerable<(ulong Track, TrackMarks Marks)> All() => _table.All();
}
