using ScrapeGuard.Detection.Ensembles;
using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Tests.Ensembles;

[TestFixture]
public sealed class CrowdSurpriseTests
{
    [Test]
    public void CorrelationWith_AnotherMember_IsPearsonsOfTheirSurprises()
    {
        var random = new SplitMix64(5);
        int[] first = new int[300], second = new int[300];
        for (var i = 0; i < first.Length; i++)
        {
            first[i] = random.NextInt(1_000_000);
            second[i] = first[i] / 3 + random.NextInt(200_000);
        }
        var (x, y) = (new CrowdSurprise(first), new CrowdSurprise(second));
        var xs = first.Select(key => (double)x.Table.Of(key)).ToArray();
        var ys = second.Select(key => (double)y.Table.Of(key)).ToArray();
        var (meanX, meanY) = (xs.Average(), ys.Average());
        var shared = xs.Zip(ys, (a, b) => (a - meanX) * (b - meanY)).Sum();
        var spreads = xs.Sum(a => (a - meanX) * (a - meanX)) * ys.Sum(b => (b - meanY) * (b - meanY));
        var expected = shared / Math.Sqrt(spreads);

        x.CorrelationWith(y).Should().BeApproximately(expected, 1e-9);
        y.CorrelationWith(x).Should().BeApproximately(expected, 1e-9);
        x.CorrelationWith(x).Should().BeApproximately(1, 1e-9);
    }

    [Test]
    public void CorrelationWith_AMemberWithoutSpread_IsZero()
    {
        var spread = new CrowdSurprise([1, 2, 3]);

        spread.CorrelationWith(new CrowdSurprise([7, 7, 7])).Should().Be(0);
        new CrowdSurprise([7, 7, 7]).CorrelationWith(spread).Should().Be(0);
    }
}
