using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Descends trees whose splits take one column, or two, with a block of rows. In the first four levels all 15 nodes are
/// compared for eight rows at once and the outcomes blended, for a column of eight rows is one load; below, where most
/// nodes would be compared in vain, the eight go side by side one step at a time, for each step waits for its loads:
/// four side by side take a third longer. No step gathers: on common processors a gather of eight costs more than its
/// eight loads. Pointers, because the steps check no bounds; every index comes from a <see cref="ForestNodes"/>, whose
/// features are checked against the columns when it is made.
/// </summary>
internal static unsafe class BlockDescent
{
    private const int Lanes = 8;
    private const int ComparedLevels = 4;

    public static bool Supports(ForestNodes nodes) => Avx2.IsSupported && nodes.Terms <= 2;

    /// <summary>Adds the paths of each row of a <see cref="RowBlock"/> to its sum.</summary>
    /// <param name="nodes">A forest with one column in a split, or two.</param>
    /// <param name="block">Values, [column, row].</param>
    /// <param name="shift">Binary logarithm of the rows in the block.</param>
    /// <param name="sums">Sums of path lengths, one a row of the block.</param>
    public static void AddPaths(ForestNodes nodes, ReadOnlySpan<float> block, int shift, Span<int> sums)
    {
        if (sums.Length != 1 << shift || block.Length < 1 << shift)
            throw new ArgumentException($"{sums.Length} sums for a block of {1 << shift} rows", nameof(sums));
        if (nodes.Terms == 1)
            AddColumnTrees(nodes, block, shift, sums);
        else
            AddPairTrees(nodes, block, shift, sums);
    }

    private static void AddColumnTrees(ForestNodes nodes, ReadOnlySpan<float> block, int shift, Span<int> sums)
    {
        fixed (float* x = block, thresholds = nodes.Thresholds)
        fixed (int* features = nodes.Features, paths = nodes.Paths, sum = sums)
        {
            for (var tree = 0; tree < nodes.Trees; tree++)
            {
                var at = tree * nodes.Stride;
                var leaves = paths + at - nodes.Width;
                AddTree(new ColumnSplits(features + at, thresholds + at, leaves, nodes.Depth), x, shift, sum);
            }
        }
    }

    private static void AddPairTrees(ForestNodes nodes, ReadOnlySpan<float> block, int shift, Span<int> sums)
    {
        Span<float> known = stackalloc float[block.Length];
        RowBlock.CopyKnown(block, known);
        fixed (float* x = known, weights = nodes.Weights, thresholds = nodes.Thresholds)
        fixed (int* features = nodes.Features, paths = nodes.Paths, sum = sums)
        {
            for (var tree = 0; tree < nodes.Trees; tree++)
            {
                var at = tree * nodes.Stride;
                var leaves = paths + at - nodes.Width;
                AddTree(
                    new PairSplits(features + 2 * at, weights + 2 * at, thresholds + at, leaves, nodes.Depth),
                    x,
                    shift,
                    sum);
            }
        }
    }

    // Compiled fully at once: a short command would end in the compiler's lower tiers, at a third of the speed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTree<TSplits>(TSplits tree, float* block, int shift, int* sums)
        where TSplits : struct, IBlockSplits
    {
        var nodes = stackalloc int[Lanes];
        // A tree that is not four levels deep has leaves above: the bits of the levels that it lacks are dropped.
        var lacking = Math.Max(ComparedLevels - tree.Depth, 0);
        for (var row = 0; row < 1 << shift; row += Lanes)
        {
            var x = block + row;
            (FourLevels(tree, x, shift) >>> lacking).Store(nodes);
            int n0 = nodes[0], n1 = nodes[1], n2 = nodes[2], n3 = nodes[3];
            int n4 = nodes[4], n5 = nodes[5], n6 = nodes[6], n7 = nodes[7];
            for (var level = ComparedLevels; level < tree.Depth; level++)
            {
                n0 = Step(tree, x, shift, n0);
                n1 = Step(tree, x + 1, shift, n1);
                n2 = Step(tree, x + 2, shift, n2);
                n3 = Step(tree, x + 3, shift, n3);
                n4 = Step(tree, x + 4, shift, n4);
                n5 = Step(tree, x + 5, shift, n5);
                n6 = Step(tree, x + 6, shift, n6);
                n7 = Step(tree, x + 7, shift, n7);
            }
            var sum = sums + row;
            sum[0] += tree.Paths[n0];
            sum[1] += tree.Paths[n1];
            sum[2] += tree.Paths[n2];
            sum[3] += tree.Paths[n3];
            sum[4] += tree.Paths[n4];
            sum[5] += tree.Paths[n5];
            sum[6] += tree.Paths[n6];
            sum[7] += tree.Paths[n7];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step<TSplits>(TSplits tree, float* x, int shift, int node)
        where TSplits : struct, IBlockSplits =>
        2 * node + (tree.GoesRight(x, shift, node) ? 1 : 0);

    /// <summary>Node of each of eight rows after four levels, 16 to 31.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> FourLevels<TSplits>(TSplits tree, float* x, int shift)
        where TSplits : struct, IBlockSplits
    {
        var first = tree.EightGoRight(x, shift, 1);
        var second = Pick(first, tree.EightGoRight(x, shift, 3), tree.EightGoRight(x, shift, 2));
        var third = Pick(
            first,
            Pick(second, tree.EightGoRight(x, shift, 7), tree.EightGoRight(x, shift, 6)),
            Pick(second, tree.EightGoRight(x, shift, 5), tree.EightGoRight(x, shift, 4)));
        var left = Pick(
            second,
            Pick(third, tree.EightGoRight(x, shift, 11), tree.EightGoRight(x, shift, 10)),
            Pick(third, tree.EightGoRight(x, shift, 9), tree.EightGoRight(x, shift, 8)));
        var right = Pick(
            second,
            Pick(third, tree.EightGoRight(x, shift, 15), tree.EightGoRight(x, shift, 14)),
            Pick(third, tree.EightGoRight(x, shift, 13), tree.EightGoRight(x, shift, 12)));
        // True is -1, so subtracting adds the bit.
        return Vector256.Create(1 << ComparedLevels)
            - (first << 3) - (second << 2) - (third << 1) - Pick(first, right, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pick(Vector256<int> goesRight, Vector256<int> right, Vector256<int> left) =>
        Avx2.BlendVariable(left.AsByte(), right.AsByte(), goesRight.AsByte()).AsInt32();
}
