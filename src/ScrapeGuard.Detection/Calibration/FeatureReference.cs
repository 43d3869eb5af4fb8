namespace ScrapeGuard.Detection.Calibration;

/// <summary>
/// What people's values of one feature look like: the quantiles of <see cref="Levels"/>, for explanations ("a person
/// has 3 to 40, this account 900"). Missing values (NaN) are left out; without any value all quantiles are NaN.
/// </summary>
public sealed class FeatureReference
{
    private static readonly double[] QuantileLevels = [0.01, 0.05, 0.25, 0.50, 0.75, 0.95, 0.99, 0.999];

    private readonly float[] _quantiles;

    internal FeatureReference(float[] quantiles)
    {
        if (quantiles.Length != QuantileLevels.Length)
            throw new ArgumentException($"{quantiles.Length} quantiles", nameof(quantiles));
        _quantiles = quantiles;
    }

    /// <summary>Shares of people below each quantile.</summary>
    public static ReadOnlySpan<double> Levels => QuantileLevels;

    /// <summary>People's values at <see cref="Levels"/>, ascending.</summary>
    public ReadOnlySpan<float> Quantiles => _quantiles;

    /// <summary>5 % of people lie below.</summary>
    public float Low => _quantiles[1];

    public float Median => _quantiles[3];

    /// <summary>5 % of people lie above.</summary>
    public float High => _quantiles[5];

    /// <summary>References of all columns of <paramref name="rows"/>, [row, column] laid end to end.</summary>
    public static FeatureReference[] FromRows(ReadOnlySpan<float> rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (rows.Length % columns != 0)
            throw new ArgumentException($"{rows.Length} values are not rows of {columns}", nameof(rows));
        var references = new FeatureReference[columns];
        var values = new float[rows.Length / columns];
        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < values.Length; row++)
                values[row] = rows[row * columns + column];
            references[column] = FromColumn(values);
        }
        return references;
    }

    /// <summary>
    /// Reference of one column; a quantile is the value of rank ceil(level n), always one that occurred.
    /// </summary>
    public static FeatureReference FromColumn(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        // NaN sorts before every number.
        Array.Sort(sorted);
        var missing = 0;
        while (missing < sorted.Length && float.IsNaN(sorted[missing]))
            missing++;
        var known = sorted.Length - missing;
        var quantiles = new float[QuantileLevels.Length];
        for (var i = 0; i < quantiles.Length; i++)
        {
            var rank = Math.Clamp((int)Math.Ceiling(QuantileLevels[i] * known), 1, Math.Max(known, 1));
            quantiles[i] = known == 0 ? float.NaN : sorted[missing + rank - 1];
        }
        return new FeatureReference(quantiles);
    }
}
