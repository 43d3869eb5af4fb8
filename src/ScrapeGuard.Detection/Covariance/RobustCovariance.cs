using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ScrapeGuard.Detection.Covariance;

/// <summary>
/// Squared distance of a row from the middle of the crowd, in the crowd's own shape (Mahalanobis 1936): sees what a
/// forest of single columns cannot, that two values are each ordinary and never come together. Immutable; distances are
/// the same to the last bit alone or in a block, for they are summed in one order without fused operations.
/// </summary>
public sealed class RobustCovariance
{
    public const int MaxColumns = 256;

    private readonly float[] _means;
    private readonly float[] _whitening;

    /// <param name="means">Middle of the crowd.</param>
    /// <param name="whitening">
    /// Lower triangle by rows, d (d + 1) / 2 values: the inverse of the covariance's Cholesky factor. A column without
    /// spread has zeros.
    /// </param>
    internal RobustCovariance(float[] means, float[] whitening)
    {
        var columns = means.Length;
        if (columns is < 1 or > MaxColumns || whitening.Length != columns * (columns + 1) / 2)
            throw new ArgumentException($"{whitening.Length} coefficients for {columns} columns", nameof(whitening));
        _means = means;
        _whitening = whitening;
    }

    public int Columns => _means.Length;

    /// <summary>
    /// Squared distance of one row, 0 to infinity; a value that is missing or infinite counts as the mean.
    /// </summary>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    public float SquaredDistance(ReadOnlySpan<float> row)
    {
        if (row.Length != Columns)
            throw new ArgumentException($"A row has {Columns} values, not {row.Length}", nameof(row));
        var distance = 0f;
        var next = 0;
        for (var i = 0; i < row.Length; i++)
        {
            var projection = 0f;
            for (var j = 0; j <= i; j++)
                projection += _whitening[next++] * Centred(row[j], _means[j]);
            distance += projection * projection;
        }
        return Known(distance);
    }

    /// <summary>Squared distances of a block of rows, [column, row], whose values it overwrites.</summary>
    /// <param name="block">Values, [column, row].</param>
    /// <param name="distances">One a row of the block, a multiple of eight.</param>
    internal void SquaredDistances(Span<float> block, Span<float> distances)
    {
        var rows = distances.Length;
        for (var column = 0; column < Columns; column++)
        {
            foreach (ref var value in block.Slice(column * rows, rows))
                value = Centred(value, _means[column]);
        }
        var width = Vector256<float>.Count;
        var vectors = MemoryMarshal.Cast<float, Vector256<float>>(block);
        var perColumn = rows / width;
        for (var part = 0; part < perColumn; part++)
        {
            var distance = Vector256<float>.Zero;
            var next = 0;
            for (var i = 0; i < Columns; i++)
            {
                var projection = Vector256<float>.Zero;
                for (var j = 0; j <= i; j++)
                    projection += _whitening[next++] * vectors[j * perColumn + part];
                distance += projection * projection;
            }
            distance.CopyTo(distances[(part * width)..]);
        }
        foreach (ref var distance in distances)
            distance = Known(distance);
    }

    private static float Centred(float value, float mean) => float.IsFinite(value) ? value - mean : 0f;

    /// <summary>Infinite projections of both signs make no number; such a row is as far as can be.</summary>
    private static float Known(float distance) => float.IsNaN(distance) ? float.PositiveInfinity : distance;
}
