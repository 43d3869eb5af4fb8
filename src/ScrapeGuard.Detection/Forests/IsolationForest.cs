using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// A fitted isolation forest (Liu, Ting and Zhou 2008; extended: Hariri, Kind and Brunner 2019). Immutable, so any
/// number of threads may score with it. Scores are the same to the last bit on every machine, alone or in a batch.
/// </summary>
public sealed class IsolationForest
{
    /// <summary>Rows scored against one tree before the next: rows and tree together stay in the first cache.</summary>
    private const int BlockRows = 128;

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
    public float Score(ReadOnlySpan<float> row)
    {
        if (row.Length != Columns)
            throw new ArgumentException($"A row has {Columns} values, not {row.Length}", nameof(row));
        return ToScore(VectorDescent.Supports(Nodes)
            ? VectorDescent.SumPaths(Nodes, row)
            : ScalarDescent.SumPaths(Nodes, row));
    }

    /// <summary>Scores rows laid end to end, [row, column], into one score each. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">The values are not <see cref="Columns"/> times as many as the
    /// scores.</exception>
    public void Score(ReadOnlySpan<float> rows, Span<float> scores) =>
        Score(rows, scores, VectorDescent.Supports(Nodes));

    internal void Score(ReadOnlySpan<float> rows, Span<float> scores, bool vectors)
    {
        if (rows.Length != (long)scores.Length * Columns)
            throw new ArgumentException($"{rows.Length} values for {scores.Length} rows of {Columns}", nameof(rows));
        Span<int> sums = stackalloc int[BlockRows];
        for (var first = 0; first < scores.Length; first += BlockRows)
        {
            var count = Math.Min(BlockRows, scores.Length - first);
            var block = rows.Slice(first * Columns, count * Columns);
            sums.Clear();
            var byVectors = vectors ? count - count % VectorDescent.RowsAtOnce : 0;
            if (byVectors > 0)
                VectorDescent.AddPaths(Nodes, block[..(byVectors * Columns)], Columns, sums[..byVectors]);
            ScalarDescent.AddPaths(Nodes, block[(byVectors * Columns)..], Columns, sums[byVectors..count]);
            for (var i = 0; i < count; i++)
                scores[first + i] = ToScore(sums[i]);
        }
    }

    private float ToScore(int pathSum) => (float)StableMath.Exp2(pathSum * _exponentPerUnit);
}
