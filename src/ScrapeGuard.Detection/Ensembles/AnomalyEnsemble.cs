using ScrapeGuard.Detection.Covariance;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Ensembles;

/// <summary>
/// Isolation trees of two kinds and the distance by a robust covariance, each turned into surprise and averaged. The
/// forest's trees see what stands out in single columns, those with two columns in a split what stands out between
/// them, the covariance what breaks the ties of all. Immutable; any number of threads may score with it, alone or in
/// blocks to the same bit.
/// </summary>
public sealed class AnomalyEnsemble
{
    private readonly IsolationForest? _pairs;
    private readonly RobustCovariance? _covariance;
    private readonly SurpriseTable _forestTable;
    private readonly SurpriseTable? _covarianceTable;
    private readonly float _share;

    internal AnomalyEnsemble(IsolationForest forest, IsolationForest? pairs, SurpriseTable forestTable)
    {
        Forest = forest;
        _pairs = pairs;
        _forestTable = forestTable;
    }

    internal AnomalyEnsemble(
        IsolationForest forest,
        IsolationForest? pairs,
        SurpriseTable forestTable,
        RobustCovariance covariance,
        SurpriseTable covarianceTable,
        double weight)
        : this(forest, pairs, forestTable)
    {
        _covariance = covariance;
        _covarianceTable = covarianceTable;
        _share = (float)(weight / (1 + weight));
    }

    public IsolationForest Forest { get; }

    /// <summary>Trees with two columns in a split.</summary>
    public int PairTrees => _pairs?.Trees ?? 0;

    public int Columns => Forest.Columns;

    /// <summary>The covariance's share of the score, 0 to 0.5; 0 when there is none.</summary>
    public double CovarianceShare => _share;

    /// <summary>Surprise of one row in nats, 0 or more: the members' mean by their shares. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    public float Score(ReadOnlySpan<float> row)
    {
        var surprise = _forestTable.Of(PathKey(Forest, _pairs, row));
        return _covariance is null
            ? surprise
            : Mixed(surprise, _covarianceTable!.Of(KeyOf(_covariance.SquaredDistance(row))));
    }

    /// <summary>Scores rows laid end to end, [row, column], into one score each. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The values are not <see cref="Columns"/> times as many as the
    /// scores.</exception>
    public void Score(ReadOnlySpan<float> rows, Span<float> scores)
    {
        if (rows.Length != (long)scores.Length * Columns)
            throw new ArgumentException($"{rows.Length} values for {scores.Length} rows of {Columns}", nameof(rows));
        var shift = RowBlock.Shift(Columns);
        Span<int> sums = stackalloc int[1 << shift];
        Span<float> distances = stackalloc float[1 << shift];
        Span<float> block = stackalloc float[Columns << shift];
        for (var first = 0; first < scores.Length; first += sums.Length)
        {
            var count = Math.Min(sums.Length, scores.Length - first);
            var part = rows.Slice(first * Columns, count * Columns);
            RowBlock.Fill(part, Columns, shift, block);
            sums.Clear();
            AddPaths(Forest, part, block, shift, sums);
            if (_pairs is not null)
                AddPaths(_pairs, part, block, shift, sums);
            _covariance?.SquaredDistances(block, distances);
            for (var i = 0; i < count; i++)
            {
                var surprise = _forestTable.Of(-sums[i]);
                scores[first + i] = _covariance is null
                    ? surprise
                    : Mixed(surprise, _covarianceTable!.Of(KeyOf(distances[i])));
            }
        }
    }

    /// <summary>Key of a row to all trees: the longer its paths, the less strange.</summary>
    internal static int PathKey(IsolationForest forest, IsolationForest? pairs, ReadOnlySpan<float> row) =>
        -(forest.SumPaths(row) + (pairs?.SumPaths(row) ?? 0));

    /// <summary>
    /// The bits of a float that is not negative, which rise with it and nearly as its logarithm: even steps of the key
    /// are even ratios of the distance.
    /// </summary>
    internal static int KeyOf(float squaredDistance) => BitConverter.SingleToInt32Bits(squaredDistance);

    private static void AddPaths(
        IsolationForest forest, ReadOnlySpan<float> rows, ReadOnlySpan<float> block, int shift, Span<int> sums) =>
        forest.AddPaths(rows, BlockDescent.Supports(forest.Nodes) ? block : default, shift, sums);

    private float Mixed(float forest, float covariance) => (1 - _share) * forest + _share * covariance;
}
