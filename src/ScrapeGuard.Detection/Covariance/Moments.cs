namespace ScrapeGuard.Detection.Covariance;

/// <summary>Means and covariances of the kept rows, and the whitening that follows from them.</summary>
internal sealed class Moments(int columns)
{
    private readonly double[] _means = new double[columns];
    private readonly double[] _covariance = new double[columns * columns];
    private readonly double[] _centred = new double[columns];

    /// <summary>Takes the moments of the rows marked; what is missing or infinite counts as the mean.</summary>
    public void Take(ReadOnlySpan<float> rows, bool[] kept)
    {
        TakeMeans(rows, kept);
        Array.Clear(_covariance);
        var count = 0;
        for (var row = 0; row < kept.Length; row++)
        {
            if (!kept[row])
                continue;
            count++;
            for (var i = 0; i < columns; i++)
            {
                var value = rows[row * columns + i];
                _centred[i] = float.IsFinite(value) ? value - _means[i] : 0;
            }
            for (var i = 0; i < columns; i++)
            {
                var line = _covariance.AsSpan(i * columns, i + 1);
                for (var j = 0; j < line.Length; j++)
                    line[j] += _centred[i] * _centred[j];
            }
        }
        for (var i = 0; i < _covariance.Length; i++)
            _covariance[i] /= Math.Max(count, 1);
    }

    /// <summary>Standard deviations of the columns, times <paramref name="factor"/>.</summary>
    public double[] Spreads(double factor)
    {
        var spreads = new double[columns];
        for (var i = 0; i < columns; i++)
            spreads[i] = factor * Math.Sqrt(_covariance[i * columns + i]);
        return spreads;
    }

    /// <summary>
    /// The distance by these moments: with the correlations R shrunk to (1 - s) R + s I = L L', whitening is the
    /// inverse of L times the inverse standard deviations. Columns that spread no more than their least are left out.
    /// </summary>
    public RobustCovariance Whitened(double shrinkage, double[] leastSpreads)
    {
        var spreads = Spreads(1);
        var factor = new double[columns * columns];
        for (var i = 0; i < columns; i++)
        {
            var isConstant = IsConstant(spreads[i], leastSpreads[i]);
            for (var j = 0; j < i; j++)
            {
                var correlation = isConstant || IsConstant(spreads[j], leastSpreads[j])
                    ? 0
                    : _covariance[i * columns + j] / spreads[i] / spreads[j];
                var sum = (1 - shrinkage) * correlation;
                for (var k = 0; k < j; k++)
                    sum -= factor[i * columns + k] * factor[j * columns + k];
                factor[i * columns + j] = sum / factor[j * columns + j];
            }
            var rest = 1.0;
            for (var k = 0; k < i; k++)
                rest -= factor[i * columns + k] * factor[i * columns + k];
            // The smallest eigenvalue is at least the shrinkage; rounding must not undercut it.
            factor[i * columns + i] = Math.Sqrt(Math.Max(rest, shrinkage));
        }
        var means = new float[columns];
        for (var i = 0; i < columns; i++)
            means[i] = (float)_means[i];
        return new RobustCovariance(means, Inverse(factor, spreads, leastSpreads));
    }

    private static bool IsConstant(double spread, double least) => !(spread > least) || !double.IsFinite(spread);

    private float[] Inverse(double[] factor, double[] spreads, double[] leastSpreads)
    {
        var packed = new float[columns * (columns + 1) / 2];
        var column = new double[columns];
        for (var j = 0; j < columns; j++)
        {
            Array.Clear(column);
            for (var i = j; i < columns; i++)
            {
                var sum = i == j ? 1.0 : 0.0;
                for (var k = j; k < i; k++)
                    sum -= factor[i * columns + k] * column[k];
                column[i] = sum / factor[i * columns + i];
                if (!IsConstant(spreads[j], leastSpreads[j]))
                    packed[i * (i + 1) / 2 + j] = Bounded(column[i] / spreads[j]);
            }
        }
        return packed;
    }

    private static float Bounded(double value) => (float)Math.Clamp(value, -float.MaxValue, float.MaxValue);

    private void TakeMeans(ReadOnlySpan<float> rows, bool[] kept)
    {
        for (var i = 0; i < columns; i++)
        {
            var sum = 0.0;
            var count = 0;
            for (var row = 0; row < kept.Length; row++)
            {
                var value = rows[row * columns + i];
                if (!kept[row] || !float.IsFinite(value))
                    continue;
                sum += value;
                count++;
            }
            _means[i] = count == 0 ? 0 : sum / count;
        }
    }
}
