namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>
/// What share of listening a haul stands for, and how it spreads over bands of popularity. Where haul or plays are a
/// sample, sums are Horvitz and Thompson's (1952): each sampled track counts for those it stands for, with a variance
/// of <c>w (w - 1)</c> times the sum of squared plays for a weight of w.
/// </summary>
public sealed class ListeningShares
{
    /// <summary>Upper ends of the bands, as shares of the tracks that were played at all.</summary>
    private static readonly (double Upto, string Name)[] Bands =
    [
        (0.001, "top 0.1 %"), (0.01, "next 0.9 %"), (0.1, "next 9 %"), (1, "other played"),
    ];

    private const string NotPlayed = "not played";

    private readonly PlayCounts _plays;
    private readonly uint[] _least;
    private readonly double[] _bandTracks = new double[Bands.Length + 1];
    private readonly double[] _bandPlays = new double[Bands.Length + 1];

    /// <param name="plays">The plays, complete.</param>
    public ListeningShares(PlayCounts plays)
    {
        _plays = plays;
        var sorted = plays.Known().Select(track => track.Value).Where(count => count > 0).ToArray();
        Array.Sort(sorted, static (a, b) => b.CompareTo(a));
        _least = [.. Bands.Select(band => sorted.Length == 0
            ? uint.MaxValue
            : sorted[Math.Max((int)Math.Ceiling(band.Upto * sorted.Length) - 1, 0)])];
        var weight = Math.ScaleB(1, plays.Level);
        foreach (var (_, count) in plays.Known())
        {
            _bandTracks[BandOf(count)] += weight;
            _bandPlays[BandOf(count)] += weight * count;
        }
    }

    /// <summary>The share of all plays that went to tracks of a haul with one of the marks (none: all).</summary>
    /// <returns>Null when nothing was played.</returns>
    public LeakShare? Of(TrackHaul haul, TrackMarks marks)
    {
        if (_plays.Total == 0)
        {
            return null;
        }

        var level = Math.Max(haul.Level, _plays.Level);
        var (sum, squares) = (0.0, 0.0);
        foreach (var (track, _) in Sampled(haul, marks, level))
        {
            double plays = _plays.Of(track);
            sum += plays;
            squares += plays * plays;
        }

        var weight = Math.ScaleB(1, level);
        var share = Math.Min(weight * sum / _plays.Total, 1);
        return new LeakShare(share, Math.Min(Math.Sqrt(weight * (weight - 1) * squares) / _plays.Total, 1));
    }

    /// <summary>The bands, the most popular first; ties in plays go to the more popular band.</summary>
    public IReadOnlyList<PopularityBand> Spread(TrackHaul haul)
    {
        var level = Math.Max(haul.Level, _plays.Level);
        var weight = Math.ScaleB(1, level);
        var taken = new double[Bands.Length + 1];
        var audio = new double[Bands.Length + 1];
        foreach (var (track, marks) in Sampled(haul, TrackMarks.None, level))
        {
            var band = BandOf(_plays.Of(track));
            taken[band] += weight;
            audio[band] += (marks & TrackMarks.Audio) != TrackMarks.None ? weight : 0;
        }

        return [.. Enumerable.Range(0, Bands.Length + 1).Select(band => new PopularityBand(
            band < Bands.Length ? Bands[band].Name : NotPlayed,
            _bandTracks[band], _bandPlays[band], taken[band], audio[band]))];
    }

    private static IEnumerable<(ulong Track, TrackMarks Marks)> Sampled(TrackHaul haul, TrackMarks marks, int level) =>
        haul.Known().Where(track => TrackSample.IsOf(track.Track, level)
            && (marks == TrackMarks.None || (track.Marks & marks) != TrackMarks.None));

    private int BandOf(uint plays)
    {
        var band = 0;
        while (band < Bands.Length && (plays == 0 || plays < _least[band]))
        {
            band++;
        }

        return band;
    }
}
