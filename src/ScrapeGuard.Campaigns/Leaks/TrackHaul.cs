namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>
/// The distinct tracks that an account, a campaign or all of them carried off, by how they were taken: exact up to a
/// bound, then a <see cref="DistinctSketch"/> for each mark and a <see cref="TrackSample"/>. Hauls merge into the haul
/// of the union, in any order with the same result.
/// </summary>
public sealed class TrackHaul
{
    private const int MarkBits = 5;

    private readonly int _maxExact;
    private readonly int _sampled;
    private readonly DistinctSketch?[] _sketches = new DistinctSketch?[MarkBits + 1];
    private TrackTable? _exact = new();
    private TrackSample? _sample;

    /// <param name="maxExact">Tracks counted exactly.</param>
    /// <param name="sampled">Tracks kept beyond it.</param>
    public TrackHaul(int maxExact, int sampled)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxExact);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampled);
        _maxExact = maxExact;
        _sampled = sampled;
    }

    /// <summary>Whether counts are exact.</summary>
    public bool IsExact => _exact is not null;

    /// <summary>Standard error of a count as a share of it.</summary>
    public double RelativeError => IsExact ? 0 : DistinctSketch.RelativeError;

    /// <summary>Bytes held.</summary>
    public long Bytes => _exact?.Bytes
        ?? _sample!.Bytes + (_sketches.Count(sketch => sketch is not null) * (long)DistinctSketch.Bytes);

    /// <summary>How many tracks each of <see cref="Known"/> stands for.</summary>
    public double Weight => _sample?.Weight ?? 1;

    /// <summary>The level of the sample that <see cref="Known"/> is.</summary>
    internal int Level => _sample?.Level ?? 0;

    /// <summary>Distinct tracks with at least one of the marks; all tracks for none.</summary>
    public double Count(TrackMarks marks = TrackMarks.None)
    {
        if (_exact is not null)
        {
            return marks == TrackMarks.None
                ? _exact.Count
                : _exact.All().Count(track => (track.Marks & marks) != TrackMarks.None);
        }

        return _sketches[PlaceOf(marks)]?.Estimate ?? 0;
    }

    /// <summary>Counts a track.</summary>
    /// <returns>How many tracks it stands for that are new: 1 or 0 while counts are exact.</returns>
    public double Add(ulong track, TrackMarks marks)
    {
        if (_exact is not null)
        {
            var isNew = _exact.Add(track, marks);
            if (_exact.Count > _maxExact)
            {
                Sketch();
            }

            return isNew ? 1 : 0;
        }

        AddToSketches(track, marks);
        return _sample!.Add(track, marks) ? _sample.Weight : 0;
    }

    /// <summary>Counts all that another counted.</summary>
    public void Merge(TrackHaul other)
    {
        if (other._exact is { } exact)
        {
            foreach (var (track, marks) in exact.All())
            {
                Add(track, marks);
            }

            return;
        }

        Sketch();
        for (var i = 0; i < _sketches.Length; i++)
        {
            if (other._sketches[i] is { } sketch)
            {
                (_sketches[i] ??= new DistinctSketch()).Merge(sketch);
            }
        }

        _sample!.RaiseTo(other._sample!.Level);
        foreach (var (track, marks) in other._sample.All())
        {
            _sample.Add(track, marks);
        }
    }

    /// <summary>Counts by sketch from now on.</summary>
    public void Sketch()
    {
        if (_exact is not { } exact)
        {
            return;
        }

        _exact = null;
        _sample = new TrackSample(_sampled);
        foreach (var (track, marks) in exact.All())
        {
            AddToSketches(track, marks);
            _sample.Add(track, marks);
        }
    }

    /// <summary>The tracks, or a sample of them.</summary>
    internal IEnumerable<(ulong Track, TrackMarks Marks)> Known() => _exact?.All() ?? _sample!.All();

    private static int PlaceOf(TrackMarks marks) =>
        marks == TrackMarks.None ? MarkBits : System.Numerics.BitOperations.TrailingZeroCount((uint)marks);

    private void AddToSketches(ulong track, TrackMarks marks)
    {
        (_sketches[MarkBits] ??= new DistinctSketch()).Add(track);
        for (var bit = 0; bit < MarkBits; bit++)
        {
            if (((int)marks >> bit & 1) != 0)
            {
                (_sketches[bit] ??= new DistinctSketch()).Add(track);
            }
        }
    }
}
