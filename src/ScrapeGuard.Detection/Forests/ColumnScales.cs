namespace ScrapeGuard.Detection.Forests;

/// <summary>Brings columns of different units to one: a sum of seconds and bytes is otherwise bytes alone.</summary>
internal static class ColumnScales
{
    /// <summary>Weights stay finite however small a column's spread is.</summary>
    private const double Largest = 1e30;

    /// <summary>
    /// The inverse standard deviation of each column over its finite values; 1 for a column without spread.
    /// </summary>
    /// <param name="rows">Values, [row, column] laid end to end.</param>
    /// <param name="columns">Values in a row.</param>
    public static float[] InverseSpreads(ReadOnlySpan<float> rows, int columns)
    {
        var scales = new float[columns];
        for (var column = 0; column < columns; column++)
        {
            var spread = Spread(rows, columns, column);
            scales[column] = spread > 0 ? (float)Math.Min(1 / spread, Largest) : 1f;
        }
        return scales;
    }

    private static double Spread(ReadOnlySpan<float> rows, int columns, int column)
    {
        double sum = 0, squares = 0;
        var count = 0;
        for (var at = column; at < rows.Length; at += columns)
        {
            if (!float.IsFinite(rows[at]))
                continue;
            sum += rows[at];
            count++;
        }
        var mean = count == 0 ? 0 : sum / count;
        for (var at = column; at < rows.Length; at += columns)
        {
            if (float.IsFinite(rows[at]))
                squares += (rows[at] - mean) * (rows[at] - mean);
        }
        return count == 0 ? 0 : Math.Sqrt(squares / count);
    }
}
