using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Grows one isolation tree on its sample. A split takes columns at random among those that vary in the node's rows
/// and a point at random in their range; a value that is not a number is ignored when ranges are taken and goes left.
/// </summary>
internal ref struct TreeBuilder(
    ReadOnlySpan<float> rows,
    int columns,
    ReadOnlySpan<float> weightScales,
    ForestNodes nodes,
    int tree,
    Span<int> columnOrder,
    ulong seed)
{
    private readonly ReadOnlySpan<float> _rows = rows;
    private readonly ReadOnlySpan<float> _weightScales = weightScales;
    private readonly Span<int> _columnOrder = columnOrder;
    private SplitMix64 _random = new(seed);

    /// <summary>
    /// Grows the branch at <paramref name="node"/>; reorders <paramref name="sample"/>, indices of rows.
    /// </summary>
    public void Grow(Span<int> sample, int node, int depth)
    {
        if (depth == nodes.Depth || sample.Length <= 1 || !TrySplit(sample, node))
        {
            nodes.SetLeaf(tree, node, depth, PathLength.OfLeaf(depth, sample.Length));
            return;
        }
        var left = Partition(sample, node);
        Grow(sample[..left], 2 * node, depth + 1);
        Grow(sample[left..], 2 * node + 1, depth + 1);
    }

    private bool TrySplit(ReadOnlySpan<int> sample, int node)
    {
        var cell = tree * nodes.Stride + node;
        var terms = 0;
        var threshold = 0f;
        // Columns come in random order, as a shuffle that stops as soon as enough of them vary.
        for (var i = 0; i < columns && terms < nodes.Terms; i++)
        {
            var pick = i + _random.NextInt(columns - i);
            (_columnOrder[i], _columnOrder[pick]) = (_columnOrder[pick], _columnOrder[i]);
            var column = _columnOrder[i];
            if (!TryRange(sample, column, out var low, out var high))
                continue;
            var at = cell * nodes.Terms + terms++;
            nodes.Features[at] = column;
            var point = PointBetween(low, high);
            if (nodes.Terms == 1)
            {
                threshold = point;
                continue;
            }
            nodes.Weights[at] = (float)_random.NextGaussian() * (_weightScales.IsEmpty ? 1f : _weightScales[column]);
            threshold += nodes.Weights[at] * point;
        }
        if (terms == 0 || !float.IsFinite(threshold))
            return false;
        nodes.Thresholds[cell] = threshold;
        return true;
    }

    private readonly bool TryRange(ReadOnlySpan<int> sample, int column, out float low, out float high)
    {
        low = float.PositiveInfinity;
        high = float.NegativeInfinity;
        foreach (var row in sample)
        {
            var value = _rows[row * columns + column];
            if (value < low)
                low = value;
            if (value > high)
                high = value;
        }
        // Infinite values take part as the largest finite ones, so that the split point between them is a number.
        low = Math.Max(low, float.MinValue);
        high = Math.Min(high, float.MaxValue);
        return low < high;
    }

    /// <summary>
    /// Uniform in (low, high]: the lowest row goes left and the highest right, so neither side is empty.
    /// </summary>
    private float PointBetween(float low, float high)
    {
        var point = (float)(low + (1 - _random.NextDouble()) * ((double)high - low));
        return point <= low ? MathF.BitIncrement(low) : Math.Min(point, high);
    }

    private readonly int Partition(Span<int> sample, int node)
    {
        var left = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            var row = _rows.Slice(sample[i] * columns, columns);
            if (ScalarDescent.GoesRight(nodes, tree * nodes.Stride + node, row))
                continue;
            (sample[left], sample[i]) = (sample[i], sample[left]);
            left++;
        }
        return left;
    }
}
