namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Rows turned column by column, [column, row], so that one column of eight rows is one vector. A block has a power of
/// two of rows, at most 128, and at most 32 KiB unless eight rows alone are more: it stays in the first cache.
/// </summary>
internal static class RowBlock
{
    public const int MaxRows = 1 << MaxShift;

    private const int MaxShift = 7;
    private const int MinShift = 3;
    private const int TargetValues = 8 * 1024;

    /// <summary>Binary logarithm of the rows in a block of <paramref name="columns"/> columns.</summary>
    public static int Shift(int columns) =>
        Math.Clamp(31 - int.LeadingZeroCount(Math.Max(TargetValues / columns, 1)), MinShift, MaxShift);

    /// <summary>
    /// Fills a block with rows laid end to end; the rows that are missing are zeros, and their results are of no use.
    /// </summary>
    public static void Fill(ReadOnlySpan<float> rows, int columns, int shift, Span<float> block)
    {
        var count = rows.Length / columns;
        for (var row = 0; row < count; row++)
        {
            var values = rows.Slice(row * columns, columns);
            for (var column = 0; column < values.Length; column++)
                block[(column << shift) + row] = values[column];
        }
        for (var column = 0; column < columns; column++)
            block.Slice((column << shift) + count, (1 << shift) - count).Clear();
    }

    /// <summary>Copies a block with zeros for what is missing or infinite.</summary>
    public static void CopyKnown(ReadOnlySpan<float> block, Span<float> known)
    {
        for (var i = 0; i < block.Length; i++)
            known[i] = float.IsFinite(block[i]) ? block[i] : 0f;
    }
}
