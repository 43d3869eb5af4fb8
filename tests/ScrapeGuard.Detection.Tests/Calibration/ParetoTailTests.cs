using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Tests.Calibration;

[TestFixture]
public sealed class ParetoTailTests
{
    [TestCase(0.0, 2.0)]
    [TestCase(0.2, 0.5)]
    public void TryFit_OfAParetoSample_FindsItsParameters(double shape, double scale)
    {
        var random = new SplitMix64(4);
        var excesses = new double[50_000];
        for (var i = 0; i < excesses.Length; i++)
        {
            var u = 1 - random.NextDouble();
            excesses[i] = shape == 0 ? -scale * Math.Log(u) : scale * (Math.Pow(u, -shape) - 1) / shape;
        }

        ParetoTail.TryFit(excesses, out var tail).Should().BeTrue();

        tail.Shape.Should().BeApproximately(shape, 0.04);
        tail.Scale.Should().BeApproximately(scale, 0.05 * scale);
    }

    [Test]
    public void TryFit_OfABoundedSample_FallsBackToTheExponential()
    {
        ParetoTail.TryFit([1, 1, 1, 1.1], out var tail).Should().BeTrue();

        tail.Should().Be(new ParetoTail(0, 1.025));
    }

    [Test]
    public void TryFit_OfNothingToFit_IsFalse()
    {
        ParetoTail.TryFit([], out _).Should().BeFalse();
        ParetoTail.TryFit([0, 0, 0], out _).Should().BeFalse();
        ParetoTail.TryFit([1, double.NaN], out _).Should().BeFalse();
    }

    [Test]
    public void Survival_OfAShapeGoingToZero_GoesToTheExponential() =>
        new ParetoTail(1e-6, 1).Survival(3).Should().BeApproximately(Math.Exp(-3), 1e-6);
}
