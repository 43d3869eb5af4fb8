using ScrapeGuard.Detection.Covariance;
using ScrapeGuard.Detection.Forests;
using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Ensembles;

/// <summary>
/// Fits ensembles without labels. How much the covariance is listened to follows from the rows alone. Where it finds
/// the same rows strange as the trees do, the mean is less noisy than either; where they are nearly strangers to each
/// other, the columns have no one shape (many clusters, many sparse columns) and its distances mean little. And where a
/// second fit, to half of the rows, finds other rows strange than the first, the shape hangs on the outliers that are
/// kept. So trust is the correlation of the covariance's surprises with the trees', times that with the second fit's;
/// the weight beside the trees' 1 is (trust - a) / (1 - a), a the least agreement, and 0 below it.
/// </summary>
public static class AnomalyEnsembleTrainer
{
    /// <summary>The least share of rows that tells a crowd from outliers.</summary>
    private const double HalfOfTheRows = 0.5;

    /// <exception cref="ArgumentException">Options out of range, fewer than two rows, or a torn last row.</exception>
    public static AnomalyEnsemble Fit(ReadOnlySpan<float> rows, int columns, AnomalyEnsembleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        var forest = IsolationForestTrainer.Fit(rows, columns, options.Forest);
        var pairs = FitPairs(rows, columns, options);
        var count = rows.Length / columns;
        var paths = new int[count];
        for (var row = 0; row < count; row++)
            paths[row] = AnomalyEnsemble.PathKey(forest, pairs, rows.Slice(row * columns, columns));
        var trees = new CrowdSurprise(paths);
        if (columns > RobustCovariance.MaxColumns || count < (long)columns * options.RowsPerColumn)
            return new AnomalyEnsemble(forest, pairs, trees.Table);
        var covariance = RobustCovarianceTrainer.Fit(rows, columns, options.Covariance);
        var distances = new CrowdSurprise(DistanceKeys(covariance, rows));
        var trust = trees.CorrelationWith(distances);
        if (trust > options.LeastAgreement)
        {
            var half = RobustCovarianceTrainer.Fit(
                rows, columns, options.Covariance with { KeptShare = HalfOfTheRows });
            trust *= distances.CorrelationWith(new CrowdSurprise(DistanceKeys(half, rows)));
        }
        var weight = (trust - options.LeastAgreement) / (1 - options.LeastAgreement);
        return weight > 0
            ? new AnomalyEnsemble(forest, pairs, trees.Table, covariance, distances.Table, weight)
            : new AnomalyEnsemble(forest, pairs, trees.Table);
    }

    private static int[] DistanceKeys(RobustCovariance covariance, ReadOnlySpan<float> rows)
    {
        var keys = new int[rows.Length / covariance.Columns];
        for (var row = 0; row < keys.Length; row++)
        {
            var values = rows.Slice(row * covariance.Columns, covariance.Columns);
            keys[row] = AnomalyEnsemble.KeyOf(covariance.SquaredDistance(values));
        }
        return keys;
    }

    private static IsolationForest? FitPairs(ReadOnlySpan<float> rows, int columns, AnomalyEnsembleOptions options)
    {
        if (options.PairTrees == 0)
            return null;
        // The draw after those that the forest's own trees come from, so that no tree shares another's numbers.
        var seeds = new SplitMix64(options.Forest.Seed);
        for (var tree = 0; tree < options.Forest.Trees; tree++)
            seeds.Next();
        var shape = options.Forest with { Trees = options.PairTrees, ExtensionLevel = 1, Seed = seeds.Next() };
        return IsolationForestTrainer.Fit(rows, columns, shape, ColumnScales.InverseSpreads(rows, columns));
    }
}
