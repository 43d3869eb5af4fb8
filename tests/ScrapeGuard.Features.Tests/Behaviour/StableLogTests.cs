using ScrapeGuard.Features.Behaviour;

namespace ScrapeGuard.Features.Tests.Behaviour;

public sealed class StableLogTests
{
    [TestCase(1, 0)]
    [TestCase(1.4142135623730949, 0)]
    [TestCase(1.4142135623730951, 1)]
    [TestCase(1.9999, 1)]
    [TestCase(2, 2)]
    [TestCase(0.75, -1)]
    [TestCase(0.5, -2)]
    [TestCase(1_000, 19)]
    [TestCase(1e-9, -60)]
    public void HalfOctaveOf_Value_IsTwiceTheLogarithmRoundedDown(double value, int wanted) =>
        StableLog.HalfOctaveOf(value).Should().Be(wanted);

    [Test]
    public void HalfOctaveOf_ManyValues_IsThatOfTheLogarithm()
    {
        for (var value = 0.001; value < 5_000; value *= 1.0037)
        {
            StableLog.HalfOctaveOf(value).Should().Be((int)Math.Floor(2 * Math.Log2(value)), $"of {value:R}");
        }
    }
}
