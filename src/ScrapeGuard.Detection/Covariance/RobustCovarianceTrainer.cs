namespace ScrapeGuard.Detection.Covariance;

/// <summary>
/// Fits the covariance of the crowd and not of its outliers: again and again the farthest quarter of the rows is left
/// out and the rest fitted anew (the C-step of Rousseeuw and Van Driessen 1999), from all rows on and so without
/// chance. Correlations are shrunk towards none (Ledoit and Wolf 2004), which keeps the matrix invertible for any rows.
/// </summary>
public static class RobustCovarianceTrainer
{
    /// <summary>More rows than this are thinned out evenly: the estimate is settled long before.</summary>
    public const int MaxRows = 32 * 1024;

    private const int Steps = 6;

    /// <summary>Below this share of its spread over all rows, a column of the kept rows counts as constant.</summary>
    private const double LeastSpread = 1e-6;

    /// <exception cref="ArgumentException">Options out of range, no row, a torn last row, too many
    /// columns.</exception>
    public static RobustCovariance Fit(ReadOnlySpan<float> rows, int columns, RobustCovarianceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        if (columns is < 1 or > RobustCovariance.MaxColumns)
            throw new ArgumentOutOfRangeException(nameof(columns), columns, "From 1 to 256 columns");
        if (rows.IsEmpty || rows.Length % columns != 0)
            throw new ArgumentException($"{rows.Length} values are not rows of {columns}", nameof(rows));
        var sample = Thinned(rows, columns);
        var moments = new Moments(columns);
        var kept = new bool[sample.Length / columns];
        Array.Fill(kept, true);
        moments.Take(sample, kept);
        var leastSpreads = moments.Spreads(LeastSpread);
        var fitted = moments.Whitened(options.Shrinkage, leastSpreads);
        var distances = new float[kept.Length];
        for (var step = 0; step < Steps; step++)
        {
            Keep(fitted, sample, distances, options.KeptShare, kept);
            moments.Take(sample, kept);
            fitted = moments.Whitened(options.Shrinkage, leastSpreads);
        }
        return fitted;
    }

    private static ReadOnlySpan<float> Thinned(ReadOnlySpan<float> rows, int columns)
    {
        var count = rows.Length / columns;
        if (count <= MaxRows)
            return rows;
        var sample = new float[MaxRows * columns];
        for (var i = 0; i < MaxRows; i++)
        {
            var row = (int)((long)i * count / MaxRows);
            rows.Slice(row * columns, columns).CopyTo(sample.AsSpan(i * columns));
        }
        return sample;
    }

    private static void Keep(
        RobustCovariance fitted, ReadOnlySpan<float> sample, float[] distances, double share, bool[] kept)
    {
        for (var row = 0; row < distances.Length; row++)
            distances[row] = fitted.SquaredDistance(sample.Slice(row * fitted.Columns, fitted.Columns));
        var sorted = (float[])distances.Clone();
        Array.Sort(sorted);
        var farthest = sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length), 1, sorted.Length) - 1];
        for (var row = 0; row < kept.Length; row++)
            kept[row] = distances[row] <= farthest;
    }
}
