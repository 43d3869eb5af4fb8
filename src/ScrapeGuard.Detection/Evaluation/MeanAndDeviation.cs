namespace ScrapeGuard.Detection.Evaluation;

/// <summary>
/// A mean over seeds and the standard deviation of one seed (n - 1 in the divisor; 0 for a single seed).
/// </summary>
public readonly record struct MeanAndDeviation(double Mean, double Deviation)
{
    public static MeanAndDeviation Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            throw new ArgumentException("No values", nameof(values));
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        var mean = sum / values.Length;
        var squares = 0.0;
        foreach (var value in values)
            squares += (value - mean) * (value - mean);
        return new MeanAndDeviation(mean, values.Length == 1 ? 0 : Math.Sqrt(squares / (values.Length - 1)));
    }
}
