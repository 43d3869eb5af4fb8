namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Path lengths of isolation trees, as fixed-point integers: sums of integers are the same in any order, so scalar,
/// vector, single-row and batch scoring agree to the last bit.
/// </summary>
internal static class PathLength
{
    /// <summary>
    /// Units in one edge. The largest sum (1024 trees of 4096 rows, 27.8 edges each) stays below 2^31.
    /// </summary>
    public const int UnitsPerEdge = 1 << 16;

    /// <summary>
    /// Mean path length of an unsuccessful search in a binary search tree of <paramref name="size"/> rows, in edges:
    /// c(n) = 2 H(n - 1) - 2 (n - 1) / n (Liu 2008, equation 1). The harmonic number is summed, not approximated by
    /// ln(n - 1) + 0.577, which makes c(2) 0.15 instead of 1.
    /// </summary>
    public static double Average(int size)
    {
        if (size <= 1)
            return 0;
        var harmonic = 0.0;
        for (var i = 1; i < size; i++)
            harmonic += 1.0 / i;
        return 2 * harmonic - 2.0 * (size - 1) / size;
    }

    /// <summary>
    /// Length given to a row that ends in a leaf at <paramref name="depth"/> with <paramref name="size"/> rows.
    /// </summary>
    public static int OfLeaf(int depth, int size) =>
        depth * UnitsPerEdge + (int)Math.Floor(Average(size) * UnitsPerEdge + 0.5);

    /// <summary>Height limit ceil(log2 n): a tree grown further would only measure normal rows more finely.</summary>
    public static int HeightLimit(int sampleSize) =>
        sampleSize <= 1 ? 0 : 32 - int.LeadingZeroCount(sampleSize - 1);
}
