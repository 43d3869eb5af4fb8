using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ScrapeGuard.Detection.Forests;

/// <summary>
/// Descends standard trees with a block of rows. In the first four levels all 15 nodes are compared for eight rows at
/// once and the outcomes blended, for a column of eight rows is one load; below, where most nodes would be compared in
/// vain, four rows go side by side one step at a time. No step gathers: on common processors a gather of eight costs
/// more than its eight loads. Pointers, because the steps check no bounds; every index comes from a
/// <see cref="ForestNodes"/>, whose features are checked against the columns when it is made.
/// </summary>
internal static unsafe class BlockDescent
{
    private const int Lanes = 8;
    private const int ComparedLevels = 4;

    public static bool Supports(ForestNodes nodes) => Avx2.IsSupported && nodes.Terms == 1;

    /// <summary>Adds the paths of each row of a <see cref="RowBlock"/> to its sum.</summary>
    /// <param name="nodes">A standard forest.</param>
    /// <param name="block">Values, [column, row].</param>
    /// <param name="shift">Binary logarithm of the rows in the block.</param>
    /// <param name="sums">Sums of path lengths, one a row of the block.</param>
    public static void AddPaths(ForestNodes nodes, ReadOnlySpan<float> block, int shift, Span<int> sums)
    {
        if (sums.Length != 1 << shift || block.Length < 1 << shift)
            throw new ArgumentException($"{sums.Length} sums for a block of {1 << shift} rows", nameof(sums));
        fixed (float* x = block, thresholds = nodes.Thresholds)
        fixed (int* features = nodes.Features, paths = nodes.Paths, sum = sums)
        {
            for (var tree = 0; tree < nodes.Trees; tree++)
            {
                var first = tree * nodes.Stride;
                var leaves = paths + first - nodes.Width;
                AddTree(new Tree(features + first, thresholds + first, leaves, nodes.Depth), x, shift, sum);
            }
        }
    }

    // Compiled fully at once: a short command would end in the compiler's lower tiers, at a third of the speed.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTree(Tree tree, float* block, int shift, int* sums)
    {
        var nodes = stackalloc int[Lanes];
        // A tree that is not four levels deep has leaves above: the bits of the levels that it lacks are dropped.
        var lacking = Math.Max(ComparedLevels - tree.Depth, 0);
        for (var row = 0; row < 1 << shift; row += Lanes)
        {
            var x = block + row;
            (FourLevels(tree, x, shift) >>> lacking).Store(nodes);
            for (var i = 0; i < Lanes; i += 4)
            {
                int n0 = nodes[i], n1 = nodes[i + 1], n2 = nodes[i + 2], n3 = nodes[i + 3];
                for (var level = ComparedLevels; level < tree.Depth; level++)
                {
                    n0 = Step(tree, x + i, shift, n0);
                    n1 = Step(tree, x + i + 1, shift, n1);
                    n2 = Step(tree, x + i + 2, shift, n2);
                    n3 = Step(tree, x + i + 3, shift, n3);
                }
                var sum = sums + row + i;
                sum[0] += tree.Paths[n0];
                sum[1] += tree.Paths[n1];
                sum[2] += tree.Paths[n2];
                sum[3] += tree.Paths[n3];
            }
        }
    }

    /// <summary>False for NaN, as in the scalar descent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Step(Tree tree, float* x, int shift, int node) =>
        2 * node + (x[tree.Features[node] << shift] >= tree.Thresholds[node] ? 1 : 0);

    /// <summary>Node of each of eight rows after four levels, 16 to 31.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> FourLevels(Tree tree, float* x, int shift)
    {
        var first = GoesRight(tree, x, shift, 1);
        var second = Pick(first, GoesRight(tree, x, shift, 3), GoesRight(tree, x, shift, 2));
        var third = Pick(
            first,
            Pick(second, GoesRight(tree, x, shift, 7), GoesRight(tree, x, shift, 6)),
            Pick(second, GoesRight(tree, x, shift, 5), GoesRight(tree, x, shift, 4)));
        var left = Pick(
            second,
            Pick(third, GoesRight(tree, x, shift, 11), GoesRight(tree, x, shift, 10)),
            Pick(third, GoesRight(tree, x, shift, 9), GoesRight(tree, x, shift, 8)));
        var right = Pick(
            second,
            Pick(third, GoesRight(tree, x, shift, 15), GoesRight(tree, x, shift, 14)),
            Pick(third, GoesRight(tree, x, shift, 13), GoesRight(tree, x, shift, 12)));
        // True is -1, so subtracting adds the bit.
        return Vector256.Create(1 << ComparedLevels)
            - (first << 3) - (second << 2) - (third << 1) - Pick(first, right, left);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> GoesRight(Tree tree, float* x, int shift, int node)
    {
        var values = Vector256.Load(x + (tree.Features[node] << shift));
        var threshold = Vector256.Create(tree.Thresholds[node]);
        return Avx.Compare(values, threshold, FloatComparisonMode.OrderedGreaterThanOrEqualNonSignaling).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Pick(Vector256<int> goesRight, Vector256<int> right, Vector256<int> left) =>
        Avx2.BlendVariable(left.AsByte(), right.AsByte(), goesRight.AsByte()).AsInt32();

    /// <summary>Where a tree's arrays begin; leaves count from the first index below the tree.</summary>
    private readonly struct Tree(int* features, float* thresholds, int* paths, int depth)
    {
        public readonly int* Features = features;
        public readonly float* Thresholds = thresholds;
        public readonly int* Paths = paths;
        public readonly int Depth = depth;
    }
}
