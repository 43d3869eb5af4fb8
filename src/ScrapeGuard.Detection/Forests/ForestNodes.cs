namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// All trees of a forest as complete binary trees in flat arrays. Node 1 of a tree is its root, the children of node i
/// are 2i and 2i + 1, and after <see cref="Depth"/> steps a row stands at leaf i - <see cref="Width"/>. A branch that
/// ends early is filled with nodes of infinite threshold above leaves of one length, so every descent takes equally
/// many steps and no branch of the program depends on the data.
/// </summary>
internal sealed class ForestNodes
{
    /// <summary>
    /// The vector descent loads the first 16 nodes of a tree at once, so a small tree is padded to them.
    /// </summary>
    private const int SmallestStride = 16;

    public ForestNodes(int trees, int depth, int terms)
    {
        Trees = trees;
        Depth = depth;
        Terms = terms;
        Width = 1 << depth;
        Stride = Math.Max(Width, SmallestStride);
        Features = new int[trees * Stride * terms];
        Weights = terms > 1 ? new float[trees * Stride * terms] : [];
        Thresholds = new float[trees * Stride];
        Paths = new int[trees * Stride];
        Thresholds.AsSpan().Fill(float.PositiveInfinity);
    }

    public int Trees { get; }

    /// <summary>Steps from the root to a leaf.</summary>
    public int Depth { get; }

    /// <summary>Columns in a split: 1 in a standard forest, more in an extended one.</summary>
    public int Terms { get; }

    /// <summary>Leaves of a complete tree.</summary>
    public int Width { get; }

    /// <summary>Cells from one tree to the next.</summary>
    public int Stride { get; }

    /// <summary>Columns of the splits, [tree, node, term].</summary>
    public int[] Features { get; }

    /// <summary>Coefficients of the hyperplanes, [tree, node, term]; empty in a standard forest.</summary>
    public float[] Weights { get; }

    /// <summary>
    /// A row goes right where its value is at least this, [tree, node]; infinite where the branch has ended.
    /// </summary>
    public float[] Thresholds { get; }

    /// <summary>Path lengths in units of <see cref="PathLength"/>, [tree, leaf].</summary>
    public int[] Paths { get; }

    /// <summary>Ends a branch at <paramref name="node"/>: every leaf under it gives <paramref name="path"/>.</summary>
    public void SetLeaf(int tree, int node, int depth, int path)
    {
        var below = Depth - depth;
        Paths.AsSpan(tree * Stride + (node << below) - Width, 1 << below).Fill(path);
    }

    /// <summary>Whether the branch ends at <paramref name="node"/>, and with which path length.</summary>
    public bool IsLeaf(int tree, int node, int depth, out int path)
    {
        path = Paths[tree * Stride + (node << (Depth - depth)) - Width];
        return depth == Depth || float.IsPositiveInfinity(Thresholds[tree * Stride + node]);
    }
}
