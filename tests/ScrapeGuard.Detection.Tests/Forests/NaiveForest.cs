using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Tests.Forests;

/// <summary>
/// The oracle: descends recursively, stops at leaves, adds doubles, and takes powers from the library.
/// </summary>
internal static class NaiveForest
{
    public static double Score(IsolationForest forest, ReadOnlySpan<float> row)
    {
        var sum = 0.0;
        for (var tree = 0; tree < forest.Trees; tree++)
            sum += Path(forest.Nodes, tree, 1, 0, row, out _) / 65536.0;
        return Math.Pow(2, -sum / forest.Trees / Average(forest.SampleSize));
    }

    public static double Average(int size)
    {
        if (size < 2)
            return 0;
        var harmonic = Enumerable.Range(1, size - 1).Sum(i => 1.0 / i);
        return 2 * harmonic - 2.0 * (size - 1) / size;
    }

    public static int Path(
        ForestNodes nodes, int tree, int node, int depth, ReadOnlySpan<float> row, out (int Node, int Depth) leaf)
    {
        leaf = (node, depth);
        if (nodes.IsLeaf(tree, node, depth, out var path))
            return path;
        var cell = tree * nodes.Stride + node;
        var child = Projection(nodes, cell, row) >= nodes.Thresholds[cell] ? 2 * node + 1 : 2 * node;
        return Path(nodes, tree, child, depth + 1, row, out leaf);
    }

    /// <summary>What a node compares with its threshold.</summary>
    public static float Projection(ForestNodes nodes, int cell, ReadOnlySpan<float> row)
    {
        var projection = 0f;
        for (var term = 0; term < nodes.Terms; term++)
        {
            var value = row[nodes.Features[cell * nodes.Terms + term]];
            if (nodes.Terms == 1)
                projection = value;
            else if (float.IsFinite(value))
                projection += nodes.Weights[cell * nodes.Terms + term] * value;
        }
        return projection;
    }
}
