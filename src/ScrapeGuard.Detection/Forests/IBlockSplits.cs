using System.Runtime.Intrinsics;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// The splits of one tree, as <see cref="BlockDescent"/> asks for them. A structure, so that the descent is compiled
/// for each kind of split and the questions are part of it.
/// </summary>
internal unsafe interface IBlockSplits
{
    /// <summary>Steps from the root to a leaf.</summary>
    int Depth { get; }

    /// <summary>Path lengths; a tree's leaves are its nodes below the last split.</summary>
    int* Paths { get; }

    /// <summary>Whether one row goes right at <paramref name="node"/>.</summary>
    /// <param name="x">The row's value in the first column of a <see cref="RowBlock"/>.</param>
    /// <param name="shift">Binary logarithm of the rows in the block.</param>
    /// <param name="node">A node of the tree, 1 the root.</param>
    bool GoesRight(float* x, int shift, int node);

    /// <summary>The same for eight rows side by side: all bits of a lane set where its row goes right.</summary>
    Vector256<int> EightGoRight(float* x, int shift, int node);
}
