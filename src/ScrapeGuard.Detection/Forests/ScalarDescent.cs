using System.Runtime.CompilerServices;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Descends trees one row at a time, in safe code: the fallback, and what the vector descent is tested against.
/// </summary>
internal static class ScalarDescent
{
    /// <summary>Sum of one row's path lengths over the trees from <paramref name="firstTree"/> on.</summary>
    public static int SumPaths(ForestNodes nodes, ReadOnlySpan<float> row, int firstTree = 0)
    {
        var sum = 0;
        for (var tree = firstTree; tree < nodes.Trees; tree++)
            sum += nodes.Terms == 1 ? PathInStandardTree(nodes, tree, row) : PathInExtendedTree(nodes, tree, row);
        return sum;
    }

    /// <summary>
    /// Adds the paths of each row of a block to its sum, tree by tree, so that a tree stays in the first cache.
    /// </summary>
    public static void AddPaths(ForestNodes nodes, ReadOnlySpan<float> rows, int columns, Span<int> sums)
    {
        for (var tree = 0; tree < nodes.Trees; tree++)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                var row = rows.Slice(i * columns, columns);
                sums[i] += nodes.Terms == 1
                    ? PathInStandardTree(nodes, tree, row)
                    : PathInExtendedTree(nodes, tree, row);
            }
        }
    }

    /// <summary>The decision at one node; comparison with NaN is false, so what is missing goes left.</summary>
    public static bool GoesRight(ForestNodes nodes, int cell, ReadOnlySpan<float> row)
    {
        if (nodes.Terms == 1)
            return row[nodes.Features[cell]] >= nodes.Thresholds[cell];
        var projection = 0f;
        var first = cell * nodes.Terms;
        for (var term = first; term < first + nodes.Terms; term++)
        {
            // One missing or infinite value must not decide a split over several columns.
            var value = row[nodes.Features[term]];
            projection += float.IsFinite(value) ? nodes.Weights[term] * value : 0f;
        }
        return projection >= nodes.Thresholds[cell];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int PathInStandardTree(ForestNodes nodes, int tree, ReadOnlySpan<float> row)
    {
        var features = nodes.Features.AsSpan(tree * nodes.Stride, nodes.Stride);
        var thresholds = nodes.Thresholds.AsSpan(tree * nodes.Stride, nodes.Stride);
        var node = 1;
        for (var level = 0; level < nodes.Depth; level++)
            node = 2 * node + (row[features[node]] >= thresholds[node] ? 1 : 0);
        return nodes.Paths[tree * nodes.Stride + node - nodes.Width];
    }

    private static int PathInExtendedTree(ForestNodes nodes, int tree, ReadOnlySpan<float> row)
    {
        var first = tree * nodes.Stride;
        var node = 1;
        for (var level = 0; level < nodes.Depth; level++)
            node = 2 * node + (GoesRight(nodes, first + node, row) ? 1 : 0);
        return nodes.Paths[first + node - nodes.Width];
    }
}
