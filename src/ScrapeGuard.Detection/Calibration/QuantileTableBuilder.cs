using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Calibration;

/// <summary>Compresses people's scores into a <see cref="QuantileTable"/>.</summary>
public static class QuantileTableBuilder
{
    /// <summary>Points of the bulk, evenly spaced by rank; the rest go to the tail.</summary>
    private const int BulkPoints = 512;

    /// <param name="scores">Scores of people that the model was not fitted to, in any order; finite, at least
    /// one.</param>
    /// <param name="options">Where the tail begins.</param>
    /// <exception cref="ArgumentException">No scores, one that is not finite, or options out of range.</exception>
    public static QuantileTable Build(ReadOnlySpan<float> scores, QuantileTableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Validate();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        if (scores.IsEmpty)
            throw new ArgumentException("No scores to calibrate on", nameof(scores));
        var sorted = scores.ToArray();
        foreach (var score in sorted)
        {
            if (!float.IsFinite(score))
                throw new ArgumentException($"The score {score} is not finite", nameof(scores));
        }
        Array.Sort(sorted);
        var (points, pValues) = Compress(sorted);
        var tailCount = (int)Math.Min(sorted.Length - 1L, (long)Math.Ceiling(sorted.Length * options.TailShare));
        if (tailCount < options.MinTailCount || !TryTail(sorted, tailCount, out var from, out var tail))
            return new QuantileTable(points, pValues, sorted.Length, null, 0, 0);
        var share = ConformalPValue(sorted, FirstAtOrAbove(sorted, from));
        return new QuantileTable(points, pValues, sorted.Length, tail, from, share);
    }

    private static bool TryTail(float[] sorted, int tailCount, out float from, out ParetoTail tail)
    {
        from = sorted[^(tailCount + 1)];
        var excesses = new List<double>();
        for (var i = FirstAtOrAbove(sorted, from); i < sorted.Length; i++)
            excesses.Add((double)sorted[i] - from);
        return ParetoTail.TryFit(excesses.ToArray(), out tail);
    }

    /// <summary>
    /// Keeps evenly spaced ranks, and ranks at geometric distances from the top, where a p-value is the ratio to the
    /// next.
    /// </summary>
    private static (float[] Points, double[] PValues) Compress(float[] sorted)
    {
        var ranks = new SortedSet<int>();
        for (var i = 0; i < BulkPoints; i++)
            ranks.Add((int)((long)i * sorted.Length / BulkPoints));
        const int tailPoints = QuantileTable.MaxPoints - BulkPoints;
        for (var i = 0; i < tailPoints; i++)
        {
            var fromTop = (int)StableMath.Exp(StableMath.Log(sorted.Length) * i / tailPoints);
            ranks.Add(Math.Clamp(sorted.Length - fromTop, 0, sorted.Length - 1));
        }
        var points = new List<float>();
        var pValues = new List<double>();
        foreach (var rank in ranks)
        {
            if (points.Count > 0 && points[^1].Equals(sorted[rank]))
                continue;
            points.Add(sorted[rank]);
            pValues.Add(ConformalPValue(sorted, FirstAtOrAbove(sorted, sorted[rank])));
        }
        return ([.. points], [.. pValues]);
    }

    private static double ConformalPValue(float[] sorted, int firstAtOrAbove) =>
        (1.0 + sorted.Length - firstAtOrAbove) / (1.0 + sorted.Length);

    private static int FirstAtOrAbove(float[] sorted, float score)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (sorted[middle] < score)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
