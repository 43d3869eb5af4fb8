using ScrapeGuard.Detection.Covariance;
using ScrapeGuard.Detection.Ensembles;
using ScrapeGuard.Detection.Forests;
using ScrapeGuard.Tests.Allocations;

namespace ScrapeGuard.Detection.Tests.Ensembles;

[TestFixture]
public sealed class AnomalyEnsembleTests
{
    [TestCase(0, 0)]
    [TestCase(0, 9)]
    [TestCase(2, 9)]
    public void Score_AloneAndInBlocks_IsTheSameToTheBit(int extension, int pairTrees)
    {
        foreach (var columns in new[] { 2, 7, 33, 300 })
        {
            var values = RandomRows.Awkward((ulong)columns, 701, columns);
            var ensemble = AnomalyEnsembleTrainer.Fit(
                values,
                columns,
                new() { Forest = new() { Trees = 20, ExtensionLevel = extension }, PairTrees = pairTrees });
            ensemble.PairTrees.Should().Be(pairTrees);
            var scores = new float[701];
            ensemble.Score(values, scores);

            for (var i = 0; i < scores.Length; i++)
            {
                var alone = ensemble.Score(values.AsSpan(i * columns, columns));
                scores[i].Should().Be(alone, $"{columns} columns, row {i}");
            }
        }
    }

    [Test]
    public void Fit_OfColumnsWithATie_ListensToTheCovarianceAndFindsWhatBreaksIt()
    {
        var values = Tied(1500);
        var ensemble = AnomalyEnsembleTrainer.Fit(values, 4, new());

        ensemble.CovarianceShare.Should().BeInRange(0.01, 0.5);
        // Each value is ordinary; only their combination is not.
        var broken = ensemble.Score([1.2f, -1.2f, 1.2f, -1.2f]);
        var ordinary = ensemble.Score([1.2f, 1.2f, 1.2f, 1.2f]);
        broken.Should().BeGreaterThan(ordinary + 1);
    }

    [Test]
    public void Fit_WithPairTrees_FindsWhatNoSingleColumnTells()
    {
        // Crowds at (10, 0) and (0, 10): at (10, 10) each value is ordinary, and no row is near.
        var values = RandomRows.Gaussian(6, 1000, 2);
        for (var i = 0; i < values.Length; i++)
            values[i] += i % 4 is 0 or 3 ? 10 : 0;
        var without = AnomalyEnsembleTrainer.Fit(values, 2, new() { PairTrees = 0, RowsPerColumn = 1000 });
        var with = AnomalyEnsembleTrainer.Fit(values, 2, new() { PairTrees = 100, RowsPerColumn = 1000 });

        with.Score([10, 10]).Should().BeGreaterThan(without.Score([10, 10]) + 0.5f);
    }

    [TestCase(1024f)]
    [TestCase(1f / 4096)]
    public void Fit_OfAColumnInAnotherUnit_ScoresItsRowsTheSame(float unit)
    {
        var values = Tied(400);
        var other = (float[])values.Clone();
        for (var i = 1; i < other.Length; i += 4)
            other[i] *= unit;
        var first = new float[400];
        var second = new float[400];

        AnomalyEnsembleTrainer.Fit(values, 4, new() { PairTrees = 50 }).Score(values, first);
        AnomalyEnsembleTrainer.Fit(other, 4, new() { PairTrees = 50 }).Score(other, second);

        for (var i = 0; i < first.Length; i++)
            second[i].Should().BeApproximately(first[i], 1e-3f, $"row {i}");
    }

    [Test]
    public void Fit_OfAShapeThatDependsOnTheRowsKept_TrustsItByAgreementTimesStability()
    {
        // A narrow crowd and, four rows in ten, a wide one: three quarters of the rows hold both, half only the first.
        var values = Tied(1500);
        for (var i = 0; i < values.Length; i += 4)
        {
            if (i / 4 % 10 < 4)
                (values[i], values[i + 1], values[i + 2]) = (6 * values[i + 3], -6 * values[i + 1], 9 * values[i]);
        }
        var forest = IsolationForestTrainer.Fit(values, 4, new());
        var trees = new CrowdSurprise(Keys(values, row => -forest.SumPaths(row)));
        var (kept, half) = (Distances(values, 0.75), Distances(values, 0.5));
        var stability = kept.CorrelationWith(half);
        stability.Should().BeLessThan(0.999, "the two fits must differ for this test to tell anything");
        var weight = (trees.CorrelationWith(kept) * stability - 0.71) / 0.29;

        var ensemble = AnomalyEnsembleTrainer.Fit(values, 4, new() { PairTrees = 0 });

        ensemble.CovarianceShare.Should().BeApproximately(weight / (1 + weight), 1e-6).And.BeGreaterThan(0.1);
        AnomalyEnsembleTrainer.Fit(values, 4, new() { PairTrees = 0, LeastAgreement = 0.99 })
            .CovarianceShare.Should().Be(0);
    }

    [Test]
    public void Fit_OfTooFewRowsForACovariance_IsTheForestAlone()
    {
        var ensemble = AnomalyEnsembleTrainer.Fit(RandomRows.Gaussian(1, 39, 4), 4, new());

        ensemble.CovarianceShare.Should().Be(0);
    }

    [Test]
    public void Score_AfterWarmUp_AllocatesNothing()
    {
        var values = Tied(300);
        var ensemble = AnomalyEnsembleTrainer.Fit(values, 4, new());
        var scores = new float[300];
        ensemble.Score(values, scores);
        ensemble.Score(values.AsSpan(0, 4));

        Allocated.By(() =>
        {
            ensemble.Score(values, scores);
            ensemble.Score(values.AsSpan(0, 4));
        }).Should().Be(0);
    }

    [Test]
    public void Fit_OfWrongInput_ThrowsNamingIt()
    {
        FluentActions.Invoking(() => AnomalyEnsembleTrainer.Fit(
                new float[8], 2, new() { PairTrees = 925, RowsPerColumn = 0, LeastAgreement = 1 }))
            .Should().Throw<ArgumentException>()
            .WithMessage("*PairTrees is 925*RowsPerColumn is 0*LeastAgreement is 1*");
        new AnomalyEnsembleOptions { PairTrees = 924 }.Validate().Should().BeEmpty();
        new AnomalyEnsembleOptions { PairTrees = -1 }.Validate().Should().ContainSingle();
        var ensemble = AnomalyEnsembleTrainer.Fit(new float[] { 1, 2, 3, 4 }, 2, new());
        ensemble.Invoking(e => e.Score(new float[3])).Should().Throw<ArgumentException>();
        ensemble.Invoking(e => e.Score(new float[4], new float[3])).Should().Throw<ArgumentException>();
    }

    private delegate int KeyOfRow(ReadOnlySpan<float> row);

    private static CrowdSurprise Distances(float[] values, double keptShare)
    {
        var covariance = RobustCovarianceTrainer.Fit(values, 4, new() { KeptShare = keptShare });
        return new CrowdSurprise(Keys(values, row => AnomalyEnsemble.KeyOf(covariance.SquaredDistance(row))));
    }

    private static int[] Keys(float[] values, KeyOfRow keyOf)
    {
        var keys = new int[values.Length / 4];
        for (var row = 0; row < keys.Length; row++)
            keys[row] = keyOf(values.AsSpan(row * 4, 4));
        return keys;
    }

    private static float[] Tied(int rows)
    {
        var values = RandomRows.Gaussian(6, rows, 4);
        for (var i = 0; i < values.Length; i += 4)
        {
            for (var column = 1; column < 4; column++)
                values[i + column] = values[i] + 0.2f * values[i + column];
        }
        return values;
    }
}
