using ScrapeGuard.Detection.Ensembles;

namespace ScrapeGuard.Detection.Tests.Ensembles;

[TestFixture]
public sealed class AnomalyEnsembleTests
{
    [TestCase(0)]
    [TestCase(1)]
    public void Score_AloneAndInBlocks_IsTheSameToTheBit(int extension)
    {
        foreach (var columns in new[] { 2, 7, 33, 300 })
        {
            var values = RandomRows.Awkward((ulong)columns, 701, columns);
            var ensemble = AnomalyEnsembleTrainer.Fit(
                values, columns, new() { Forest = new() { Trees = 20, ExtensionLevel = extension } });
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

        var before = GC.GetAllocatedBytesForCurrentThread();
        ensemble.Score(values, scores);
        ensemble.Score(values.AsSpan(0, 4));

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Test]
    public void Fit_OfWrongInput_ThrowsNamingIt()
    {
        FluentActions.Invoking(() => AnomalyEnsembleTrainer.Fit(
                new float[8], 2, new() { RowsPerColumn = 0, LeastAgreement = 1 }))
            .Should().Throw<ArgumentException>().WithMessage("*RowsPerColumn is 0*LeastAgreement is 1*");
        var ensemble = AnomalyEnsembleTrainer.Fit(new float[] { 1, 2, 3, 4 }, 2, new());
        ensemble.Invoking(e => e.Score(new float[3])).Should().Throw<ArgumentException>();
        ensemble.Invoking(e => e.Score(new float[4], new float[3])).Should().Throw<ArgumentException>();
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
