using ScrapeGuard.Cli.Evaluating;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.Tests.Evaluating;

public sealed class TakenTracksTests
{
    [Test]
    public void Until_RandomTraffic_IsTheDistinctCountOfTheOracle([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var taken = new TakenTracks();
        var served = new List<(long Micros, ulong Track, bool IsAudio)>();
        long settled = 0;
        for (var i = 0; i < 500; i++)
        {
            var e = new AccessEvent
            {
                TimeMicros = (i * 10L) + random.Next(-50, 50),
                Operation = random.Next(2) == 0 ? Operation.Audio : Operation.Metadata,
                Status = (short)(random.Next(5) == 0 ? 404 : 200),
            };
            ulong[] tracks = [(ulong)random.Next(200), (ulong)random.Next(200)];
            taken.Count(e, tracks);
            if (e.Status == 200)
            {
                served.AddRange(tracks.Select(track => (e.TimeMicros, track, e.Operation == Operation.Audio)));
            }

            if (i % 50 == 0)
            {
                settled = (i * 10L) - 200;
                taken.Settle(settled);
            }

            // A track's first sight in order of arrival decides; asked for are moments from the settled one on.
            var moment = settled + random.Next(0, 400);
            var tracksBefore = FirstSights(served).Count(sight => sight <= moment);
            var audioBefore = FirstSights(served.Where(sight => sight.IsAudio)).Count(sight => sight <= moment);
            taken.Until(moment).Should().Be((tracksBefore, audioBefore), $"seed {seed}, event {i}");
        }
    }

    private static IEnumerable<long> FirstSights(IEnumerable<(long Micros, ulong Track, bool IsAudio)> served) =>
        served.GroupBy(sight => sight.Track).Select(group => group.First().Micros);
}
