using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Tests.Numerics;

[TestFixture]
public sealed class StableMathTests
{
    [Test]
    public void ExpAndLog_OverTheirRange_AgreeWithTheLibrary()
    {
        var random = new SplitMix64(1);
        for (var i = 0; i < 20_000; i++)
        {
            var y = (random.NextDouble() - 0.5) * 2000;
            Relative(StableMath.Exp2(y), Math.Pow(2, y)).Should().BeLessThan(1e-13, "2^{0}", y);
            var x = Math.Pow(2, y);
            StableMath.Log(x).Should().BeApproximately(Math.Log(x), 1e-15 * Math.Max(1, Math.Abs(Math.Log(x))) * 4);
            var near = 1 + (random.NextDouble() - 0.5) / 100;
            StableMath.Log(near).Should().BeApproximately(Math.Log(near), 1e-15);
        }
    }

    [Test]
    public void ExpAndLog_AtTheEdges_GiveLimits()
    {
        StableMath.Exp2(0).Should().Be(1);
        StableMath.Exp2(10).Should().Be(1024);
        StableMath.Exp2(2000).Should().Be(double.PositiveInfinity);
        StableMath.Exp2(-2000).Should().Be(0);
        StableMath.Exp2(double.NaN).Should().Be(double.NaN);
        StableMath.Log(0).Should().Be(double.NegativeInfinity);
        StableMath.Log(-1).Should().Be(double.NaN);
        StableMath.Log(1).Should().Be(0);
        StableMath.Log(double.PositiveInfinity).Should().Be(double.PositiveInfinity);
        StableMath.Log(double.Epsilon).Should().BeApproximately(Math.Log(double.Epsilon), 1e-12);
    }

    private static double Relative(double found, double expected) => Math.Abs(found - expected) / expected;
}
