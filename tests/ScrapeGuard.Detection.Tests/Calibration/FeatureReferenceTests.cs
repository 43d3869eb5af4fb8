using ScrapeGuard.Detection.Calibration;

namespace ScrapeGuard.Detection.Tests.Calibration;

[TestFixture]
public sealed class FeatureReferenceTests
{
    [Test]
    public void FromRows_OfOneToAThousand_GivesRanks()
    {
        var rows = new float[2000];
        for (var i = 0; i < 1000; i++)
        {
            rows[2 * i] = 1000 - i;
            rows[2 * i + 1] = float.NaN;
        }

        var references = FeatureReference.FromRows(rows, 2);

        references[0].Quantiles.ToArray().Should().Equal(10, 50, 250, 500, 750, 950, 990, 999);
        (references[0].Low, references[0].Median, references[0].High).Should().Be((50f, 500f, 950f));
        references[1].Median.Should().Be(float.NaN);
    }

    [Test]
    public void FromColumn_WithMissingValues_LeavesThemOut() =>
        FeatureReference.FromColumn([float.NaN, 3, float.NaN, 1, 2]).Median.Should().Be(2);
}
