namespace ScrapeGuard.Detection.Evaluation;

/// <summary>
/// How well scores put anomalies before the rest, from one sort. Rows of equal score are taken together, so no measure
/// depends on the order of rows in the file.
/// </summary>
public static class RankedLabels
{
    /// <summary>
    /// Area under the receiver operating characteristic: the chance that an anomaly scores above an ordinary row, a tie
    /// counting half (Mann and Whitney 1947). NaN when either kind is missing.
    /// </summary>
    public static double Auroc(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var sorted = SortDescending(scores, labels, out var isAnomaly);
        long anomalies = 0, ordinary = 0;
        var wins = 0.0;
        for (var first = 0; first < sorted.Length;)
        {
            var (end, positives) = Ties(sorted, isAnomaly, first);
            var negatives = end - first - positives;
            // Each ordinary row here loses against all anomalies above and ties with those beside it.
            wins += negatives * (anomalies + 0.5 * positives);
            anomalies += positives;
            ordinary += negatives;
            first = end;
        }
        return wins / ((double)anomalies * ordinary);
    }

    /// <summary>
    /// Area under precision over recall as average precision: the sum over thresholds of precision times the gain in
    /// recall, without interpolation (Davis and Goadrich 2006). NaN without an anomaly.
    /// </summary>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels)
    {
        var sorted = SortDescending(scores, labels, out var isAnomaly);
        long anomalies = 0;
        var sum = 0.0;
        for (var first = 0; first < sorted.Length;)
        {
            var (end, positives) = Ties(sorted, isAnomaly, first);
            anomalies += positives;
            sum += (double)anomalies / end * positives;
            first = end;
        }
        return sum / anomalies;
    }

    private static float[] SortDescending(ReadOnlySpan<float> scores, ReadOnlySpan<bool> labels, out bool[] isAnomaly)
    {
        if (scores.Length != labels.Length)
            throw new ArgumentException($"{labels.Length} labels for {scores.Length} scores", nameof(labels));
        var sorted = scores.ToArray();
        isAnomaly = labels.ToArray();
        Array.Sort(sorted, isAnomaly);
        Array.Reverse(sorted);
        Array.Reverse(isAnomaly);
        return sorted;
    }

    private static (int End, int Positives) Ties(float[] sorted, bool[] isAnomaly, int first)
    {
        var end = first;
        var positives = 0;
        while (end < sorted.Length && sorted[end].Equals(sorted[first]))
            positives += isAnomaly[end++] ? 1 : 0;
        return (end, positives);
    }
}
