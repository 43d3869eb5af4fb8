using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class DecisionOrderTests
{
    [Test]
    public void Release_AnyArrivalBehindTheClosedTime_GivesCanonicalOrder([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var all = SampleDecisions.Random(random, 200);
        var order = new DecisionOrder();
        var given = new List<Decision>();
        var rest = all.OrderBy(decision => decision.TimeMicros + random.Next(30_000_000)).ToList();
        while (rest.Count > 0)
        {
            var round = rest.Take(random.Next(1, 20)).ToList();
            rest.RemoveRange(0, round.Count);
            order.Hold(round);
            var closed = rest.Count == 0 ? long.MinValue : rest.Min(decision => decision.TimeMicros);
            order.Release(closed, given.Add);
            given.Where(decision => decision.TimeMicros >= closed && rest.Count > 0).Should().BeEmpty($"seed {seed}");
        }

        order.ReleaseAll(given.Add);
        given.Should().Equal(SampleDecisions.Sorted(all), $"seed {seed}");
    }

    [Test]
    public void Release_TimeThatIsClosed_StaysHeld()
    {
        var order = new DecisionOrder();
        var given = new List<Decision>();
        order.Hold([SampleDecisions.Of("a", 5), SampleDecisions.Of("a", 4)]);
        order.Release(5, given.Add);
        given.Select(decision => decision.TimeMicros).Should().Equal(4);
        order.ReleaseAll(given.Add);
        given.Select(decision => decision.TimeMicros).Should().Equal(4, 5);
    }
}
