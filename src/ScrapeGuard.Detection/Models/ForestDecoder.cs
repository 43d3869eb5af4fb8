using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Models;

/// <summary>Reads the forest's section of a model file; null when it is malformed.</summary>
internal static class ForestDecoder
{
    public static IsolationForest? Decode(ReadOnlySpan<byte> bytes, int columns)
    {
        var reader = new ModelReader(bytes);
        int trees = reader.UInt16();
        int sampleSize = reader.UInt16();
        int terms = reader.UInt16();
        var shape = new IsolationForestOptions { Trees = trees, SampleSize = sampleSize, ExtensionLevel = terms - 1 };
        if (reader.Failed || terms > columns || IsolationForestOptionsValidator.Validate(shape).Count > 0)
            return null;
        var nodes = new ForestNodes(trees, PathLength.HeightLimit(sampleSize), terms);
        var longest = (uint)PathLength.OfLeaf(nodes.Depth, sampleSize);
        for (var tree = 0; tree < trees; tree++)
        {
            if (!TryNode(ref reader, nodes, tree, 1, 0, longest, columns))
                return null;
        }
        return reader.AtEnd ? new IsolationForest(nodes, columns, sampleSize) : null;
    }

    private static bool TryNode(
        ref ModelReader reader, ForestNodes nodes, int tree, int node, int depth, uint longest, int columns)
    {
        if (depth == nodes.Depth)
            return TryLeaf(ref reader, nodes, tree, node, depth, longest);
        var first = reader.UInt16();
        if (first == ModelFormat.EndedBranch)
            return TryLeaf(ref reader, nodes, tree, node, depth, longest);
        var cell = tree * nodes.Stride + node;
        var features = nodes.Features.AsSpan(cell * nodes.Terms, nodes.Terms);
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = i == 0 ? first : reader.UInt16();
            if (features[i] >= columns)
                return false;
        }
        for (var i = 0; nodes.Terms > 1 && i < nodes.Terms; i++)
        {
            var weight = reader.Single();
            if (!float.IsFinite(weight))
                return false;
            nodes.Weights[cell * nodes.Terms + i] = weight;
        }
        nodes.Thresholds[cell] = reader.Single();
        return float.IsFinite(nodes.Thresholds[cell])
            && !reader.Failed
            && TryNode(ref reader, nodes, tree, 2 * node, depth + 1, longest, columns)
            && TryNode(ref reader, nodes, tree, 2 * node + 1, depth + 1, longest, columns);
    }

    private static bool TryLeaf(ref ModelReader reader, ForestNodes nodes, int tree, int node, int depth, uint longest)
    {
        var path = reader.UInt32();
        if (reader.Failed || path > longest)
            return false;
        nodes.SetLeaf(tree, node, depth, (int)path);
        return true;
    }
}
