using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Descends standard trees with AVX2: in a block eight rows share a tree, for a single row eight trees share the row;
/// four such vectors go side by side to hide the latency of the gathers. The first four levels of a tree (15 nodes)
/// stay in registers, where a permutation looks them up. The loops are compiled fully at once: in the compiler's lower
/// tiers they run at a third of their speed, and a short command would end there. Pointers, because gathers take
/// nothing else; every index comes from a
/// <see cref="ForestNodes"/>, whose features are checked against the columns when it is made.
/// </summary>
internal static unsafe class VectorDescent
{
    private const int Lanes = 8;

    /// <summary>Rows that a block is made of; the caller scores what is left over otherwise.</summary>
    public const int RowsAtOnce = 4 * Lanes;

    private static Vector256<int> LaneNumbers => Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);

    public static bool Supports(ForestNodes nodes) => Avx2.IsSupported && nodes.Terms == 1;

    /// <summary>Adds each row's paths to its sum; <paramref name="sums"/> is a multiple of 32 long.</summary>
    public static void AddPaths(ForestNodes nodes, ReadOnlySpan<float> rows, int columns, Span<int> sums)
    {
        fixed (float* x = rows, thresholds = nodes.Thresholds)
        fixed (int* features = nodes.Features, paths = nodes.Paths, sum = sums)
        {
            for (var tree = 0; tree < nodes.Trees; tree++)
            {
                var first = tree * nodes.Stride;
                AddTree(new Tree(features + first, thresholds + first, paths + first - nodes.Width, nodes.Depth),
                    x, columns, sum, sums.Length);
            }
        }
    }

    /// <summary>Sum of one row's paths over all trees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SumPaths(ForestNodes nodes, ReadOnlySpan<float> row)
    {
        var sums = Vector256<int>.Zero;
        var tree = 0;
        fixed (float* x = row, thresholds = nodes.Thresholds)
        fixed (int* features = nodes.Features, paths = nodes.Paths)
        {
            var all = new Tree(features, thresholds, paths - nodes.Width, nodes.Depth);
            var lanes = LaneNumbers * nodes.Stride;
            for (; tree + 4 * Lanes <= nodes.Trees; tree += 4 * Lanes)
                sums += FourPaths(all, x, lanes + Vector256.Create(tree * nodes.Stride), Lanes * nodes.Stride);
            for (; tree + Lanes <= nodes.Trees; tree += Lanes)
                sums += OnePath(all, x, lanes + Vector256.Create(tree * nodes.Stride));
        }
        return Vector256.Sum(sums) + ScalarDescent.SumPaths(nodes, row, tree);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTree(Tree tree, float* x, int columns, int* sums, int count)
    {
        var features0 = Vector256.Load(tree.Features);
        var features1 = Vector256.Load(tree.Features + Lanes);
        var thresholds0 = Vector256.Load(tree.Thresholds);
        var thresholds1 = Vector256.Load(tree.Thresholds + Lanes);
        var lanes = LaneNumbers * columns;
        for (var row = 0; row < count; row += RowsAtOnce)
        {
            // Where each lane's row begins, counted from the block's first value.
            var r0 = lanes + Vector256.Create(row * columns);
            var r1 = r0 + Vector256.Create(Lanes * columns);
            var r2 = r1 + Vector256.Create(Lanes * columns);
            var r3 = r2 + Vector256.Create(Lanes * columns);
            Vector256<int> n0 = Vector256<int>.One, n1 = n0, n2 = n0, n3 = n0;
            var inRegisters = Math.Min(tree.Depth, 3);
            for (var level = 0; level < inRegisters; level++)
            {
                n0 = LookUp(features0, thresholds0, x, r0, n0);
                n1 = LookUp(features0, thresholds0, x, r1, n1);
                n2 = LookUp(features0, thresholds0, x, r2, n2);
                n3 = LookUp(features0, thresholds0, x, r3, n3);
            }
            if (tree.Depth > 3)
            {
                // Nodes 8 to 15: a permutation reads the low three bits of the index alone.
                n0 = LookUp(features1, thresholds1, x, r0, n0);
                n1 = LookUp(features1, thresholds1, x, r1, n1);
                n2 = LookUp(features1, thresholds1, x, r2, n2);
                n3 = LookUp(features1, thresholds1, x, r3, n3);
            }
            for (var level = 4; level < tree.Depth; level++)
            {
                n0 = Gather(tree, x, r0, n0, n0);
                n1 = Gather(tree, x, r1, n1, n1);
                n2 = Gather(tree, x, r2, n2, n2);
                n3 = Gather(tree, x, r3, n3, n3);
            }
            var sum = sums + row;
            (Vector256.Load(sum) + Leaf(tree, n0)).Store(sum);
            (Vector256.Load(sum + Lanes) + Leaf(tree, n1)).Store(sum + Lanes);
            (Vector256.Load(sum + 2 * Lanes) + Leaf(tree, n2)).Store(sum + 2 * Lanes);
            (Vector256.Load(sum + 3 * Lanes) + Leaf(tree, n3)).Store(sum + 3 * Lanes);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> FourPaths(Tree all, float* x, Vector256<int> t0, int step)
    {
        var t1 = t0 + Vector256.Create(step);
        var t2 = t1 + Vector256.Create(step);
        var t3 = t2 + Vector256.Create(step);
        Vector256<int> n0 = Vector256<int>.One, n1 = n0, n2 = n0, n3 = n0;
        for (var level = 0; level < all.Depth; level++)
        {
            n0 = Gather(all, x, Vector256<int>.Zero, n0, n0 + t0);
            n1 = Gather(all, x, Vector256<int>.Zero, n1, n1 + t1);
            n2 = Gather(all, x, Vector256<int>.Zero, n2, n2 + t2);
            n3 = Gather(all, x, Vector256<int>.Zero, n3, n3 + t3);
        }
        return Leaf(all, n0 + t0) + Leaf(all, n1 + t1) + Leaf(all, n2 + t2) + Leaf(all, n3 + t3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> OnePath(Tree all, float* x, Vector256<int> trees)
    {
        var node = Vector256<int>.One;
        for (var level = 0; level < all.Depth; level++)
            node = Gather(all, x, Vector256<int>.Zero, node, node + trees);
        return Leaf(all, node + trees);
    }

    /// <summary>One step with the node's column and threshold looked up in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> LookUp(
        Vector256<int> features, Vector256<float> thresholds, float* x, Vector256<int> row, Vector256<int> node)
    {
        var feature = Avx2.PermuteVar8x32(features, node);
        var threshold = Avx2.PermuteVar8x32(thresholds, node);
        return Step(x, row + feature, threshold, node);
    }

    /// <summary>One step with the node's column and threshold gathered from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Gather(
        Tree tree, float* x, Vector256<int> row, Vector256<int> node, Vector256<int> cell)
    {
        var feature = Avx2.GatherVector256(tree.Features, cell, sizeof(int));
        var threshold = Avx2.GatherVector256(tree.Thresholds, cell, sizeof(float));
        return Step(x, row + feature, threshold, node);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Step(
        float* x, Vector256<int> at, Vector256<float> threshold, Vector256<int> node)
    {
        var value = Avx2.GatherVector256(x, at, sizeof(float));
        // True is -1, so subtracting it takes the right child; false for NaN, as in the scalar descent.
        var right = Avx.Compare(value, threshold, FloatComparisonMode.OrderedGreaterThanOrEqualNonSignaling);
        return node + node - right.AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Leaf(Tree tree, Vector256<int> cell) =>
        Avx2.GatherVector256(tree.Paths, cell, sizeof(int));

    /// <summary>Where a tree's arrays begin; leaves count from the first index below the tree.</summary>
    private readonly struct Tree(int* features, float* thresholds, int* paths, int depth)
    {
        public readonly int* Features = features;
        public readonly float* Thresholds = thresholds;
        public readonly int* Paths = paths;
        public readonly int Depth = depth;
    }
}
