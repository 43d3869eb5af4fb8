using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Tests.Numerics;

[TestFixture]
public sealed class SplitMix64Tests
{
    [Test]
    public void Next_OfSeed1234567_GivesThePublishedNumbers()
    {
        var random = new SplitMix64(1234567);

        random.Next().Should().Be(6457827717110365317);
        random.Next().Should().Be(3203168211198807973);
        random.Next().Should().Be(9817491932198370423);
    }

    [Test]
    public void NextInt_OverManyDraws_IsEven()
    {
        var random = new SplitMix64(5);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.NextInt(7)]++;

        counts.Should().OnlyContain(count => count > 9_600 && count < 10_400);
    }

    [Test]
    public void NextGaussian_OverManyDraws_HasMeanZeroAndVarianceOne()
    {
        var random = new SplitMix64(6);
        double sum = 0, squares = 0;
        const int draws = 100_000;
        for (var i = 0; i < draws; i++)
        {
            var value = random.NextGaussian();
            sum += value;
            squares += value * value;
        }

        (sum / draws).Should().BeApproximately(0, 0.015);
        (squares / draws).Should().BeApproximately(1, 0.02);
    }
}
