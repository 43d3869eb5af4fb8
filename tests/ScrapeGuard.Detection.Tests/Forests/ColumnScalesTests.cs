using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Tests.Forests;

[TestFixture]
public sealed class ColumnScalesTests
{
    [Test]
    public void InverseSpreads_OfFiniteValues_AreOneOverTheStandardDeviations()
    {
        var scales = ColumnScales.InverseSpreads([1, 10, 3, 30, 5, 50, 7, 70], 2);

        scales[0].Should().BeApproximately((float)(1 / Math.Sqrt(5)), 1e-6f);
        scales[1].Should().BeApproximately((float)(0.1 / Math.Sqrt(5)), 1e-7f);
    }

    [Test]
    public void InverseSpreads_OfMissingAndInfiniteValues_AreThoseOfTheRest()
    {
        float[] rows = [1, float.NaN, float.PositiveInfinity, float.NaN, 5, float.NaN, float.NaN, float.NaN];

        ColumnScales.InverseSpreads(rows, 2).Should().Equal(0.5f, 1f);
    }

    [Test]
    public void InverseSpreads_OfConstantAndTinyColumns_AreFinite()
    {
        float[] rows = [7, 0, 7, float.Epsilon];

        ColumnScales.InverseSpreads(rows, 2).Should().Equal(1f, 1e30f);
    }
}
