using ScrapeGuard.Features.Behaviour;
using ScrapeGuard.Features.Tests.Streams;

namespace ScrapeGuard.Features.Tests.Behaviour;

public sealed class PlayOverlapTests
{
    private const long Start = RandomStream.Start * 1_000_000;

    [TestCase(0, 60, 60, 60, 0)]
    [TestCase(0, 60, 59, 60, 1_000)]
    [TestCase(0, 60, 0, 60, 60_000)]
    [TestCase(0, 60, 30, 600, 570_000)]
    [TestCase(0, 60, 500, 0, 0)]
    public void Add_SecondPlay_CountsWhatLiesBeforeTheFirstEnd(
        int firstEnd, int firstPlayed, int secondEnd, int secondPlayed, int expectedMs)
    {
        var overlap = default(PlayOverlap);
        overlap.Add(Start + (firstEnd * 1_000_000L), firstPlayed * 1_000).Should().Be(0);
        overlap.Add(Start + (secondEnd * 1_000_000L), secondPlayed * 1_000).Should().Be(expectedMs);
    }

    [Test]
    public void Add_RandomPlays_AgreesWithLatestEnd() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var overlap = default(PlayOverlap);
        var ends = new List<long>();
        var end = Start;
        for (var i = 0; i < 200; i++)
        {
            end += random.Next(400_000_000);
            var played = random.Next(5) == 0 ? int.MaxValue : random.Next(400_000);
            var start = end - (played * 1_000L);
            var expected = ends.Count == 0 ? 0 : Math.Max(ends.Max() - start, 0) / 1_000;
            ends.Add(end);
            overlap.Add(end, played).Should().Be((int)expected);
        }
    });
}
