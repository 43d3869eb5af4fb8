using ScrapeGuard.Detection.Covariance;

namespace ScrapeGuard.Detection.Tests.Covariance;

[TestFixture]
public sealed class RobustCovarianceTests
{
    [Test]
    public void SquaredDistances_OfABlock_AreThoseOfSingleRowsToTheBit()
    {
        const int rows = 16;
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var columns = 1 + (int)seed * 3;
            var values = RandomRows.Awkward(seed, 400, columns);
            var fitted = RobustCovarianceTrainer.Fit(values, columns, new());
            var block = new float[rows * columns];
            for (var i = 0; i < block.Length; i++)
                block[i] = values[i % rows * columns + i / rows];
            var distances = new float[rows];

            fitted.SquaredDistances(block, distances);

            for (var row = 0; row < rows; row++)
            {
                var alone = fitted.SquaredDistance(values.AsSpan(row * columns, columns));
                distances[row].Should().Be(alone, $"seed {seed}, row {row}");
                alone.Should().BeGreaterThanOrEqualTo(0, $"seed {seed}, row {row}");
            }
        }
    }

    [Test]
    public void SquaredDistance_OfTwoCorrelatedColumns_IsTheTextbooksFormula()
    {
        var values = Correlated(rows: 3000, outliers: 0);
        var options = new RobustCovarianceOptions { KeptShare = 1, Shrinkage = 0.2 };
        var fitted = RobustCovarianceTrainer.Fit(values, 2, options);
        double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < values.Length; i += 2)
        {
            mx += values[i] / 3000;
            my += values[i + 1] / 3000;
        }
        for (var i = 0; i < values.Length; i += 2)
        {
            xx += (values[i] - mx) * (values[i] - mx) / 3000;
            yy += (values[i + 1] - my) * (values[i + 1] - my) / 3000;
            xy += (values[i] - mx) * (values[i + 1] - my) / 3000;
        }
        xy *= 1 - options.Shrinkage;

        foreach (var (x, y) in new[] { (0f, 0f), (3f, 3f), (3f, -3f), (-40f, 2f) })
        {
            var expected = (yy * (x - mx) * (x - mx) - 2 * xy * (x - mx) * (y - my) + xx * (y - my) * (y - my))
                / (xx * yy - xy * xy);
            ((double)fitted.SquaredDistance([x, y])).Should().BeApproximately(expected, 1e-4 * (1 + expected));
        }
    }

    [Test]
    public void SquaredDistance_OfARowThatBreaksTheTie_IsAboveThatOfAFartherOneAlongIt()
    {
        var fitted = RobustCovarianceTrainer.Fit(Correlated(rows: 2000, outliers: 0), 2, new());

        fitted.SquaredDistance([2, -2]).Should().BeGreaterThan(2 * fitted.SquaredDistance([3, 3]));
    }

    [Test]
    public void Fit_WithOutliersAmongTheRows_IsNotDrawnToThem()
    {
        var clean = RobustCovarianceTrainer.Fit(Correlated(rows: 2000, outliers: 0), 2, new());
        var spoiled = RobustCovarianceTrainer.Fit(Correlated(rows: 2000, outliers: 300), 2, new());
        var trusting = RobustCovarianceTrainer.Fit(
            Correlated(rows: 2000, outliers: 300), 2, new() { KeptShare = 1 });

        var far = clean.SquaredDistance([50, 50]);
        spoiled.SquaredDistance([50, 50]).Should().BeInRange(far / 2, far * 2);
        trusting.SquaredDistance([50, 50]).Should().BeLessThan(far / 10);
    }

    [Test]
    public void SquaredDistance_OfConstantMissingAndHugeColumns_IsANumber()
    {
        var values = new float[300];
        for (var i = 0; i < 300; i += 3)
            (values[i], values[i + 1], values[i + 2]) = (7, float.NaN, i % 2 == 0 ? float.MaxValue : -float.MaxValue);
        var fitted = RobustCovarianceTrainer.Fit(values, 3, new());

        fitted.SquaredDistance([9, 1, float.MaxValue]).Should().BeGreaterThanOrEqualTo(0);
        fitted.SquaredDistance([7, float.NaN, float.PositiveInfinity]).Should().Be(0);
    }

    [Test]
    public void Fit_OfWrongInput_ThrowsNamingIt()
    {
        FluentActions.Invoking(() => RobustCovarianceTrainer.Fit(new float[4], 2, new() { KeptShare = 0.2 }))
            .Should().Throw<ArgumentException>().WithMessage("*KeptShare is 0.2*");
        FluentActions.Invoking(() => RobustCovarianceTrainer.Fit(new float[5], 2, new()))
            .Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => RobustCovarianceTrainer.Fit(new float[514], 257, new()))
            .Should().Throw<ArgumentException>();
    }

    /// <summary>
    /// Pairs with a correlation of about 0.95; the first <paramref name="outliers"/> lie at (50, 50).
    /// </summary>
    private static float[] Correlated(int rows, int outliers)
    {
        var values = RandomRows.Gaussian(5, rows, 2);
        for (var i = 0; i < values.Length; i += 2)
        {
            values[i + 1] = values[i] + 0.3f * values[i + 1];
            if (i < 2 * outliers)
                (values[i], values[i + 1]) = (50, 50);
        }
        return values;
    }
}
