using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Benchmarks.Score;

/// <summary>An isolation tree as the paper draws it: the baseline.</summary>
internal sealed class NaiveTree
{
    private const int MaxDepth = 8;

    private NaiveTree? _left;
    private NaiveTree? _right;
    private int _column;
    private float _threshold;
    private double _path;

    public static NaiveTree Grow(float[] rows, int columns, int[] sample, int depth, ref SplitMix64 random)
    {
        var column = random.NextInt(columns);
        var values = sample.Select(row => rows[row * columns + column]).ToArray();
        if (depth == MaxDepth || sample.Length <= 1 || values.Min() >= values.Max())
        {
            // The mean path of an unsuccessful search among the rows that are left (Liu 2008, equation 1).
            var rest = sample.Length <= 1 ? 0 : 2 * (Math.Log(sample.Length) + 0.5772) - 2;
            return new NaiveTree { _path = depth + Math.Max(rest, 0) };
        }

        var threshold = (float)(values.Min() + random.NextDouble() * (values.Max() - values.Min()));
        var left = sample.Where(row => rows[row * columns + column] < threshold).ToArray();
        var right = sample.Where(row => !(rows[row * columns + column] < threshold)).ToArray();
        return new NaiveTree
        {
            _column = column,
            _threshold = threshold,
            _left = Grow(rows, columns, left, depth + 1, ref random),
            _right = Grow(rows, columns, right, depth + 1, ref random),
        };
    }

    public double Path(ReadOnlySpan<float> row)
    {
        var node = this;
        while (node._left is not null)
        {
            node = row[node._column] < node._threshold ? node._left : node._right!;
        }

        return node._path;
    }
}
