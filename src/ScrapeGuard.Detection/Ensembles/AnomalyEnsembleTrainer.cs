using ScrapeGuard.Detection.Covariance;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Ensembles;

/// <summary>
/// Fits ensembles without labels. How much the covariance is listened to follows from the rows alone: where it finds
/// the same rows strange as the forest does, their mean is less noisy than either; where they are nearly strangers to
/// each other, the columns have no one shape (many clusters, many sparse columns) and its distances mean little. The
/// weight is ((r - a) / (1 - a))², r the correlation of the surprises and a the least agreement, and 0 below it.
/// </summary>
public static class AnomalyEnsembleTrainer
{
    /// <exception cref="ArgumentException">Options out of range, fewer than two rows, or a torn last row.</exception>
    public static AnomalyEnsemble Fit(ReadOnlySpan<float> rows, int columns, AnomalyEnsembleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        var forest = IsolationForestTrainer.Fit(rows, columns, options.Forest);
        var count = rows.Length / columns;
        var paths = new int[count];
        for (var row = 0; row < count; row++)
            paths[row] = -forest.SumPaths(rows.Slice(row * columns, columns));
        var forestTable = new SurpriseTable(paths);
        if (columns > RobustCovariance.MaxColumns || count < (long)columns * options.RowsPerColumn)
            return new AnomalyEnsemble(forest, forestTable);
        var covariance = RobustCovarianceTrainer.Fit(rows, columns, options.Covariance);
        var distances = new int[count];
        for (var row = 0; row < count; row++)
        {
            var distance = covariance.SquaredDistance(rows.Slice(row * columns, columns));
            distances[row] = AnomalyEnsemble.KeyOf(distance);
        }
        var distanceTable = new SurpriseTable(distances);
        var agreement = Correlation(forestTable, paths, distanceTable, distances);
        var weight = Math.Max(0, (agreement - options.LeastAgreement) / (1 - options.LeastAgreement));
        return weight > 0
            ? new AnomalyEnsemble(forest, forestTable, covariance, distanceTable, weight * weight)
            : new AnomalyEnsemble(forest, forestTable);
    }

    /// <summary>Pearson's correlation of the members' surprises; 0 when one has no spread.</summary>
    private static double Correlation(SurpriseTable first, int[] firstKeys, SurpriseTable second, int[] secondKeys)
    {
        double sumX = 0, sumY = 0, squaresX = 0, squaresY = 0, products = 0;
        for (var i = 0; i < firstKeys.Length; i++)
        {
            double x = first.Of(firstKeys[i]), y = second.Of(secondKeys[i]);
            sumX += x;
            sumY += y;
            squaresX += x * x;
            squaresY += y * y;
            products += x * y;
        }
        var count = firstKeys.Length;
        var spread = (squaresX - sumX * sumX / count) * (squaresY - sumY * sumY / count);
        return spread > 0 ? (products - sumX * sumY / count) / Math.Sqrt(spread) : 0;
    }
}
