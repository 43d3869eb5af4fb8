namespace ScrapeGuard.Detection.Evaluation;

/// <summary>
/// A labelled table of numbers: rows laid end to end, [row, column], and whether each row is an anomaly.
/// </summary>
public sealed class AnomalyTable
{
    private readonly float[] _values;
    private readonly bool[] _labels;

    /// <exception cref="ArgumentException">The values are not <paramref name="columns"/> times as many as the
    /// labels.</exception>
    public AnomalyTable(float[] values, int columns, bool[] labels)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        if (values.Length != (long)columns * labels.Length)
            throw new ArgumentException($"{labels.Length} rows of {columns} are not {values.Length}", nameof(values));
        _values = values;
        _labels = labels;
        Columns = columns;
        foreach (var label in labels)
            Anomalies += label ? 1 : 0;
    }

    public int Columns { get; }

    public int Rows => _labels.Length;

    public int Anomalies { get; }

    public ReadOnlySpan<float> Values => _values;

    public ReadOnlySpan<bool> Labels => _labels;
}
