using FsCheck;
using FsCheck.Fluent;
using ScrapeGuard.Detection.Forests;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Detection.Tests.Forests;

[TestFixture]
public sealed class IsolationForestTests
{
    [Test]
    public void Score_AloneInBatchByVectorsAndByScalars_IsTheSameToTheBit()
    {
        Prop.ForAll<(int Seed, byte Trees, byte Sample, byte Shape)>(drawn =>
        {
            var (seed, trees, sample, shape) = drawn;
            var columns = 2 + shape % 30;
            var rows = 40 + trees;
            var values = RandomRows.Awkward((ulong)seed, rows, columns);
            var forest = IsolationForestTrainer.Fit(values, columns, new IsolationForestOptions
            {
                Trees = 1 + trees % 70,
                SampleSize = 2 + sample,
                ExtensionLevel = shape % 3,
                Seed = (ulong)seed,
            });
            PutOnRoots(values, forest);
            var batch = new float[rows];
            var scalar = new float[rows];
            forest.Score(values, batch);
            forest.Score(values, scalar, vectors: false);
            for (var i = 0; i < rows; i++)
            {
                var row = values.AsSpan(i * columns, columns);
                var same = batch[i].Equals(scalar[i]) && batch[i].Equals(forest.Score(row));
                if (!same || Math.Abs(batch[i] - NaiveForest.Score(forest, row)) > 1e-6)
                    return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();
    }

    [TestCase(0)]
    [TestCase(2)]
    public void Fit_WithEveryRowInEachSample_GivesEachLeafItsDepthAndTheAverageOfItsRows(int extension)
    {
        const int rows = 200;
        const int columns = 5;
        var values = RandomRows.Awkward(3, rows, columns);
        var forest = IsolationForestTrainer.Fit(values, columns, new() { Trees = 20, ExtensionLevel = extension });

        for (var tree = 0; tree < forest.Trees; tree++)
        {
            var leaves = new Dictionary<(int Node, int Depth), (int Path, int Rows)>();
            for (var i = 0; i < rows; i++)
            {
                var row = values.AsSpan(i * columns, columns);
                var path = NaiveForest.Path(forest.Nodes, tree, 1, 0, row, out var leaf);
                leaves[leaf] = (path, leaves.GetValueOrDefault(leaf).Rows + 1);
            }
            leaves.Values.Sum(leaf => leaf.Rows).Should().Be(rows);
            foreach (var ((_, depth), (path, count)) in leaves)
                (path / 65536.0).Should().BeApproximately(depth + NaiveForest.Average(count), 1e-5);
        }
    }

    [Test]
    public void Fit_OfAStandardForest_LeavesNoSideOfASplitEmpty()
    {
        const int rows = 64;
        var values = RandomRows.Gaussian(8, rows, 3);
        var forest = IsolationForestTrainer.Fit(values, 3, new() { Trees = 30 });

        for (var tree = 0; tree < forest.Trees; tree++)
        {
            var reached = new HashSet<(int Node, int Depth)>();
            for (var i = 0; i < rows; i++)
            {
                NaiveForest.Path(forest.Nodes, tree, 1, 0, values.AsSpan(i * 3, 3), out var leaf);
                reached.Add(leaf);
            }
            reached.Should().HaveCount(CountLeaves(forest.Nodes, tree, 1, 0));
        }
    }

    [Test]
    public void Score_OfAnOutlier_IsAboveThatOfTheCrowd()
    {
        var values = RandomRows.Gaussian(1, 2000, 4);
        foreach (var extension in new[] { 0, 3 })
        {
            var forest = IsolationForestTrainer.Fit(values, 4, new() { ExtensionLevel = extension });

            forest.Score([6, 6, -6, 6]).Should().BeGreaterThan(0.65f);
            forest.Score([0, 0, 0, 0]).Should().BeLessThan(0.45f);
        }
    }

    [Test]
    public void Score_OfConstantOrMissingColumns_IsOneHalf()
    {
        // Nothing can be split: every row has the average path of the whole sample.
        var forest = IsolationForestTrainer.Fit(new float[] { 1, float.NaN, 1, float.NaN, 1, float.NaN }, 2, new());

        forest.Score([1, float.NaN]).Should().BeApproximately(0.5f, 1e-5f);
        forest.Score([900, 3]).Should().BeApproximately(0.5f, 1e-5f);
    }

    [Test]
    public void Score_AfterWarmUp_AllocatesNothing()
    {
        var values = RandomRows.Gaussian(2, 300, 6);
        var forest = IsolationForestTrainer.Fit(values, 6, new());
        var scores = new float[300];
        forest.Score(values, scores);
        forest.Score(values.AsSpan(0, 6));

        Allocated.By(() =>
        {
            forest.Score(values, scores);
            forest.Score(values.AsSpan(0, 6));
        }).Should().Be(0);
    }

    [Test]
    public void Fit_WithNeighbouringSeeds_SharesNoTree()
    {
        var values = RandomRows.Gaussian(4, 500, 4);
        var first = IsolationForestTrainer.Fit(values, 4, new() { Seed = 1 }).Nodes;
        var second = IsolationForestTrainer.Fit(values, 4, new() { Seed = 2 }).Nodes;
        var roots = Enumerable.Range(0, 100).Select(tree => first.Thresholds[tree * first.Stride + 1]).ToHashSet();

        roots.Should().HaveCount(100);
        for (var tree = 0; tree < 100; tree++)
            roots.Should().NotContain(second.Thresholds[tree * second.Stride + 1]);
    }

    [Test]
    public void Score_OfAFixedForest_DoesNotChangeBetweenVersionsAndMachines()
    {
        var values = RandomRows.Gaussian(4, 500, 4);
        var forest = IsolationForestTrainer.Fit(values, 4, new() { Seed = 9 });

        BitConverter.SingleToInt32Bits(forest.Score([0.5f, -1, 2, 0])).Should().Be(PinnedScoreBits);
    }

    [Test]
    public void Fit_OfWrongInput_ThrowsNamingIt()
    {
        var fit = (IsolationForestOptions options) => IsolationForestTrainer.Fit(new float[6], 2, options);

        fit.Invoking(f => f(new() { Trees = 0, SampleSize = 1 })).Should().Throw<ArgumentException>()
            .WithMessage("*Trees is 0*SampleSize is 1*");
        fit.Invoking(f => f(new() { Trees = 1024, SampleSize = 4096, ExtensionLevel = 9 }))
            .Should().Throw<ArgumentException>().WithMessage("*at most*");
        FluentActions.Invoking(() => IsolationForestTrainer.Fit(new float[5], 2, new()))
            .Should().Throw<ArgumentException>();
        fit(new()).Invoking(f => f.Score(new float[3])).Should().Throw<ArgumentException>();
        fit(new()).Invoking(f => f.Score(new float[4], new float[3])).Should().Throw<ArgumentException>();
    }

    [TestCase(2, 1.0)]
    [TestCase(256, 10.248689925634562)]
    public void Average_OfASample_IsLiusFormula(int size, double expected) =>
        PathLength.Average(size).Should().BeApproximately(expected, 1e-8);

    private const int PinnedScoreBits = 1056106220;

    /// <summary>Puts each row on the very split of a tree's root, where "at least" and "above" differ.</summary>
    private static void PutOnRoots(float[] values, IsolationForest forest)
    {
        var nodes = forest.Nodes;
        for (var row = 0; nodes.Depth > 0 && row < values.Length / forest.Columns; row++)
        {
            var root = row % forest.Trees * nodes.Stride + 1;
            var x = values.AsSpan(row * forest.Columns, forest.Columns);
            if (nodes.Terms == 1)
            {
                x[nodes.Features[root]] = nodes.Thresholds[root];
                continue;
            }
            var projection = NaiveForest.Projection(nodes, root, x);
            if (float.IsFinite(projection) && float.IsFinite(nodes.Thresholds[root]))
                nodes.Thresholds[root] = projection;
        }
    }

    private static int CountLeaves(ForestNodes nodes, int tree, int node, int depth) =>
        nodes.IsLeaf(tree, node, depth, out _)
            ? 1
            : CountLeaves(nodes, tree, 2 * node, depth + 1) + CountLeaves(nodes, tree, 2 * node + 1, depth + 1);
}
