using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Forests;

/// <summary>Fits isolation forests.</summary>
public static class IsolationForestTrainer
{
    /// <summary>
    /// Fits a forest to <paramref name="rows"/>, [row, column] laid end to end. Each tree sees its own sample without
    /// replacement and draws from its own generator, whose seed comes out of the forest's generator: with seed + k
    /// instead, forests of neighbouring seeds would share all trees but one, and their spread would be too small.
    /// </summary>
    /// <exception cref="ArgumentException">Options out of range, fewer than two rows, or a torn last row.</exception>
    public static IsolationForest Fit(ReadOnlySpan<float> rows, int columns, IsolationForestOptions options) =>
        Fit(rows, columns, options, weightScales: []);

    /// <param name="rows">Values, [row, column] laid end to end.</param>
    /// <param name="columns">Values in a row.</param>
    /// <param name="options">Shape of the forest.</param>
    /// <param name="weightScales">
    /// What each column's weights are multiplied by in splits over several columns; empty for 1.
    /// </param>
    internal static IsolationForest Fit(
        ReadOnlySpan<float> rows, int columns, IsolationForestOptions options, ReadOnlySpan<float> weightScales)
    {
        var errors = IsolationForestOptionsValidator.Validate(options);
        if (errors.Count > 0)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        if (columns < 1 || columns > IsolationForestOptions.MaxColumns)
            throw new ArgumentOutOfRangeException(nameof(columns), columns, "From 1 to 1024 columns");
        if (rows.Length % columns != 0 || rows.Length / columns < 2)
            throw new ArgumentException($"{rows.Length} values are not two or more rows of {columns}", nameof(rows));
        var count = rows.Length / columns;
        var sampleSize = Math.Min(options.SampleSize, count);
        var terms = Math.Min(options.ExtensionLevel + 1, columns);
        var nodes = new ForestNodes(options.Trees, PathLength.HeightLimit(sampleSize), terms);
        var order = Ascending(count);
        var columnOrder = Ascending(columns);
        var seeds = new SplitMix64(options.Seed);
        for (var tree = 0; tree < options.Trees; tree++)
        {
            // Shuffling on from the last tree's order draws as evenly as starting afresh.
            var random = new SplitMix64(seeds.Next());
            for (var i = 0; i < sampleSize; i++)
            {
                var pick = i + random.NextInt(count - i);
                (order[i], order[pick]) = (order[pick], order[i]);
            }
            var builder = new TreeBuilder(rows, columns, weightScales, nodes, tree, columnOrder, random.Next());
            builder.Grow(order.AsSpan(0, sampleSize), node: 1, depth: 0);
        }
        return new IsolationForest(nodes, columns, sampleSize);
    }

    private static int[] Ascending(int count)
    {
        var numbers = new int[count];
        for (var i = 0; i < count; i++)
            numbers[i] = i;
        return numbers;
    }
}
