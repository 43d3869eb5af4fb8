using System.Runtime.CompilerServices;
using ScrapeGuard.Features.Behaviour;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Behaviour;

public sealed class GapStatisticsTests
{
    [Test]
    public void Add_RandomGaps_AgreesWithWeightedMoments() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var gaps = new List<long>();
        var statistics = default(GapStatistics);
        for (var i = 0; i < 300; i++)
        {
            gaps.Add(random.NextInt64(1L << random.Next(1, 42)));
            statistics.Add(gaps[^1]);
        }

        // What each value lacks lies in 0 to 0.0861: the mean lacks as much, the deviation is off by half at most.
        var (mean, deviation) = GapOracle.Moments(gaps);
        (mean - statistics.Mean).Should().BeInRange(-1e-4, 0.0862);
        ((double)statistics.Deviation).Should().BeApproximately(deviation, 0.0432);
        statistics.Count.Should().Be(64);
    });

    [Test]
    public void Log2OfOnePlus_AllScales_IsAtMostStatedTooSmall()
    {
        for (var micros = 0L; micros < 1L << 60; micros += 1 + (micros / 1_000))
        {
            var lack = Math.Log2(1 + (micros * 1e-6)) - GapStatistics.Log2OfOnePlus(micros);
            lack.Should().BeInRange(-1e-5, 0.0862, "{0} us", micros);
        }
    }

    [Test]
    public void Add_EqualGaps_DeviateByNothing()
    {
        var statistics = default(GapStatistics);
        for (var i = 0; i < 1_000; i++)
        {
            statistics.Add(5_000_000);
        }

        statistics.Deviation.Should().BeLessThan(1e-3f);
    }

    [Test]
    public void SizeOf_Statistics_Is12() => Unsafe.SizeOf<GapStatistics>().Should().Be(12);
}
