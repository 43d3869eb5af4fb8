using System.Runtime.InteropServices;

namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>
/// How often each track was played, and which tracks there are: of all tracks while they find room, then of a
/// coordinated sample (<see cref="TrackSample"/>).
/// </summary>
public sealed class PlayCounts
{
    private readonly int _capacity;
    private readonly DistinctSketch _tracks = new();
    private readonly Dictionary<ulong, uint> _plays = [];

    /// <param name="capacity">Tracks kept.</param>
    public PlayCounts(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _capacity = capacity;
    }

    /// <summary>Plays in all.</summary>
    public long Total { get; private set; }

    /// <summary>Whether all tracks are kept.</summary>
    public bool IsExact => Level == 0;

    /// <summary>Distinct tracks seen.</summary>
    public double Tracks => IsExact ? _plays.Count : _tracks.Estimate;

    /// <summary>Standard error of <see cref="Tracks"/> as a share of it.</summary>
    public double RelativeError => IsExact ? 0 : DistinctSketch.RelativeError;

    /// <summary>The level of the sample that is kept.</summary>
    internal int Level { get; private set; }

    /// <summary>Notes that a track was seen, and how often it was played.</summary>
    public void Add(ulong track, uint plays)
    {
        Total += plays;
        _tracks.Add(track);
        if (!TrackSample.IsOf(track, Level))
        {
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_plays, track, out _) += plays;
        while (_plays.Count > _capacity)
        {
            Level++;
            foreach (var other in _plays.Keys.Where(other => !TrackSample.IsOf(other, Level)).ToList())
            {
                _plays.Remove(other);
            }
        }
    }

    /// <summary>Plays of a track that is kept; 0 for one that is not.</summary>
    internal uint Of(ulong track) => _plays.GetValueOrDefault(track);

    /// <summary>The tracks that are kept, with their plays.</summary>
    internal IEnumerable<KeyValuePair<ulong, uint>> Known() => _plays;
}
