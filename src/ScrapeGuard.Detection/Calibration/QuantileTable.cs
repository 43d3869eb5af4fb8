namespace ScrapeGuard.Detection.Calibration;

/// <summary>
/// People's scores, from which a score gets its p-value: P(a person's score >= s). In the bulk it is the conformal
/// p-value (1 + people at or above s) / (1 + people) (Vovk, Gammerman and Shafer 2005), rounded up to the table's next
/// point, so that it is valid as it stands; above the tail's threshold a generalized Pareto distribution goes on below
/// 1 / people. Falls, never rises, with s. Immutable.
/// </summary>
public sealed class QuantileTable
{
    /// <summary>The most points that are kept.</summary>
    public const int MaxPoints = 1024;

    /// <summary>No claim is made beyond this, however far out a score lies.</summary>
    public const double SmallestPValue = 1e-12;

    private readonly float[] _scores;
    private readonly double[] _pValues;

    internal QuantileTable(
        float[] scores, double[] pValues, long people, ParetoTail? tail, float tailFrom, double tailShare)
    {
        _scores = scores;
        _pValues = pValues;
        People = people;
        Tail = tail;
        TailFrom = tailFrom;
        TailShare = tailShare;
    }

    /// <summary>Scores that the table was made from.</summary>
    public long People { get; }

    /// <summary>The fitted tail; null when there were too few scores for one.</summary>
    public ParetoTail? Tail { get; }

    /// <summary>The score at which the tail begins; meaningless without one.</summary>
    public float TailFrom { get; }

    /// <summary>P-value at the tail's beginning.</summary>
    public double TailShare { get; }

    /// <summary>Scores kept, strictly ascending.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Conformal p-value of each kept score, falling.</summary>
    public ReadOnlySpan<double> PValues => _pValues;

    /// <summary>P(a person's score >= <paramref name="score"/>), in (0, 1]; 1 for NaN. Allocates nothing.</summary>
    public double PValue(float score)
    {
        if (float.IsNaN(score) || score <= _scores[0])
            return 1;
        if (Tail is { } tail && score >= TailFrom)
            return Math.Max(TailShare * tail.Survival((double)score - TailFrom), SmallestPValue);
        var at = _scores.AsSpan().BinarySearch(score);
        return _pValues[at >= 0 ? at : ~at - 1];
    }

    /// <summary>
    /// The least score known to have a p-value of at most <paramref name="pValue"/>; infinity when none has.
    /// </summary>
    public float ScoreAt(double pValue)
    {
        if (PValue(float.MaxValue) > pValue)
            return float.PositiveInfinity;
        // Bisection over the bit patterns of non-negative floats, which are ordered like the floats themselves.
        int low = 0, high = BitConverter.SingleToInt32Bits(float.MaxValue);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (PValue(BitConverter.Int32BitsToSingle(middle)) <= pValue)
                high = middle;
            else
                low = middle + 1;
        }
        return BitConverter.Int32BitsToSingle(low);
    }
}
