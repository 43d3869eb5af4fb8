using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Descends standard trees with a single row by AVX2: eight trees share the row, and four such vectors go side by side
/// to hide the latency of the gathers. Compiled fully at once: in the compiler's lower tiers it runs at a third of its
/// speed, and a short command would end there. Pointers, because gathers take nothing else; every index comes from a
/// <see cref="ForestNodes"/>, whose features are checked against the columns when it is made.
/// </summary>
internal static unsafe class VectorDescent
{
    private const int Lanes = 8;

    private static Vector256<int> LaneNumbers => Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);

    public static bool Supports(ForestNodes nodes) => Avx2.IsSupported && nodes.Terms == 1;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> FourPaths(Tree all, float* x, Vector256<int> t0, int step)
    {
        var t1 = t0 + Vector256.Create(step);
        var t2 = t1 + Vector256.Create(step);
        var t3 = t2 + Vector256.Create(step);
        Vector256<int> n0 = Vector256<int>.One, n1 = n0, n2 = n0, n3 = n0;
        for (var level = 0; level < all.Depth; level++)
        {
            n0 = Gather(all, x, n0, n0 + t0);
            n1 = Gather(all, x, n1, n1 + t1);
            n2 = Gather(all, x, n2, n2 + t2);
            n3 = Gather(all, x, n3, n3 + t3);
        }
        return Leaf(all, n0 + t0) + Leaf(all, n1 + t1) + Leaf(all, n2 + t2) + Leaf(all, n3 + t3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> OnePath(Tree all, float* x, Vector256<int> trees)
    {
        var node = Vector256<int>.One;
        for (var level = 0; level < all.Depth; level++)
            node = Gather(all, x, node, node + trees);
        return Leaf(all, node + trees);
    }

    /// <summary>One step with the node's column and threshold gathered from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Gather(
        Tree tree, float* x, Vector256<int> node, Vector256<int> cell)
    {
        var feature = Avx2.GatherVector256(tree.Features, cell, sizeof(int));
        var threshold = Avx2.GatherVector256(tree.Thresholds, cell, sizeof(float));
        return Step(x, feature, threshold, node);
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
