using ScrapeGuard.Detection.Models;
using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// A fitted isolation forest (Liu, Ting and Zhou 2008; extended: Hariri, Kind and Brunner 2019). Immutable, so any
/// number of threads may score with it. Scores are the same to the last bit on every machine, alone or in a batch.
/// </summary>
public sealed class IsolationForest : IRowScorer
{
    private readonly double _exponentPerUnit;

    internal IsolationForest(ForestNodes nodes, int columns, int sampleSize)
    {
        // The vector descent relies on this: gathers check no bounds.
        foreach (var feature in nodes.Features)
        {
            if ((uint)feature >= (uint)columns)
                throw new ArgumentException($"A node splits on column {feature} of {columns}", nameof(nodes));
        }
        Nodes = nodes;
        Columns = columns;
        SampleSize = sampleSize;
        _exponentPerUnit = -1.0 / (PathLength.Average(sampleSize) * PathLength.UnitsPerEdge * nodes.Trees);
    }

    /// <summary>Values in a row.</summary>
    public int Columns { get; }

    public int Trees => Nodes.Trees;

    /// <summary>Rows that each tree was grown on.</summary>
    public int SampleSize { get; }

    public int ExtensionLevel => Nodes.Terms - 1;

    internal ForestNodes Nodes { get; }

    /// <summary>
    /// Anomaly score of one row of <see cref="Columns"/> values: 2^(-E[h] / c(sample)), in (0, 1); about 0.5 is
    /// ordinary. A value that is not a number goes to the lower side of every split. Allocates nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The row has another number of values.</exception>
    public float Score(ReadOnlySpan<float> row) => ToScore(SumPaths(row));

    /// <summary>Path lengths of one row, in units of <see cref="PathLength"/>, summed over the trees.</summary>
    internal int SumPaths(ReadOnlySpan<float> row)
    {
        if (row.Length != Columns)
            throw new ArgumentException($"A row has {Columns} values, not {row.Length}", nameof(row));
        return VectorDescent.Supports(Nodes)
            ? VectorDescent.SumPaths(Nodes, row)
            : ScalarDescent.SumPaths(Nodes, row);
    }

    /// <summary>Scores rows laid end to end, [row, column], into one score each. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The values are not <see cref="Columns"/> times as many as the
    /// scores.</exception>
    public void Score(ReadOnlySpan<float> rows, Span<float> scores) =>
        Score(rows, scores, BlockDescent.Supports(Nodes));

    internal void Score(ReadOnlySpan<float> rows, Span<float> scores, bool vectors)
    {
        if (rows.Length != (long)scores.Length * Columns)
            throw new ArgumentException($"{rows.Length} values for {scores.Length} rows of {Columns}", nameof(rows));
        // Rows scored against one tree before the next: rows and tree together stay in the first cache.
        var shift = RowBlock.Shift(Columns);
        Span<int> sums = stackalloc int[1 << shift];
        Span<float> block = stackalloc float[vectors ? Columns << shift : 0];
        for (var first = 0; first < scores.Length; first += sums.Length)
        {
            var count = Math.Min(sums.Length, scores.Length - first);
            var part = rows.Slice(first * Columns, count * Columns);
            if (vectors)
                RowBlock.Fill(part, Columns, shift, block);
            sums.Clear();
            AddPaths(part, block, shift, sums);
            for (var i = 0; i < count; i++)
                scores[first + i] = ToScore(sums[i]);
        }
    }

    /// <summary>
    /// Adds the path lengths of a block of rows over all trees, in units of <see cref="PathLength"/>, to their sums.
    /// </summary>
    /// <param name="rows">The rows end to end, at most as many as there are sums.</param>
    /// <param name="block">The same rows as a <see cref="RowBlock"/>; empty to descend without vectors.</param>
    /// <param name="shift">Binary logarithm of the rows in the block.</param>
    /// <param name="sums">One a row of the block.</param>
    internal void AddPaths(ReadOnlySpan<float> rows, ReadOnlySpan<float> block, int shift, Span<int> sums)
    {
        if (block.IsEmpty)
            ScalarDescent.AddPaths(Nodes, rows, Columns, sums[..(rows.Length / Columns)]);
        else
            BlockDescent.AddPaths(Nodes, block, shift, sums);
    }

    private float ToScore(int pathSum) => (float)StableMath.Exp2(pathSum * _exponentPerUnit);
}
