using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Tests.Evaluating;

public sealed class PlainRateLimitTests
{
    private const long Hour = 3_600_000_000;

    [TestCase(150, false)]
    [TestCase(151, true)]
    public void Count_DistinctTracksInAnHour_AreLimited(int tracks, bool isOver) =>
        After(tracks, perHour: tracks).IsOver.Should().Be(isOver);

    [TestCase(400, false)]
    [TestCase(401, true)]
    public void Count_DistinctTracksInADay_AreLimited(int tracks, bool isOver) =>
        After(tracks, perHour: 50).IsOver.Should().Be(isOver);

    [Test]
    public void Count_RepeatsAndWhatWasNotServed_AreNoMore()
    {
        var limit = new PlainRateLimit();
        for (var i = 0; i < 2_000; i++)
        {
            limit.Count(new AccessEvent { TimeMicros = i, Status = 200 }, [(ulong)(i % 100)]);
            limit.Count(new AccessEvent { TimeMicros = i, Status = 404 }, [(ulong)(1_000 + i)]);
        }

        limit.IsOver.Should().BeFalse();
    }

    private static PlainRateLimit After(int tracks, int perHour)
    {
        var limit = new PlainRateLimit();
        for (var i = 0; i < tracks; i++)
        {
            limit.Count(new AccessEvent { TimeMicros = i / perHour * Hour, Status = 200 }, [(ulong)i]);
        }

        return limit;
    }
}
