using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Reordering;

/// <summary>
/// More events within the grace than there is room for: time is taken to have passed, and it is counted.
/// </summary>
public sealed class OverflowTests
{
    [Test]
    public void Process_InOrderOverTheRoom_DecidesTheSame() => Property.HoldsForSeeds(seed =>
    {
        var events = RandomStream.Of(seed);
        var policy = RandomPolicy.Of(seed);
        using var engine = Create(room: 10, policy);

        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(Distinct(events)));

        EngineRun.Text(decisions.Concat(Flush(engine))).Should().Be(
            EngineRun.Text(Whole(Distinct(events), policy)), $"seed {seed}");
    });

    [Test]
    public void Process_OverTheRoom_HoldsNoMoreAndCountsTheRest()
    {
        using var engine = Create(room: 100, Core.Policies.Policy.Default);
        var events = Enumerable.Range(0, 1_000).Select(i => StreamEvent.At(i * 0.05, $"a{i % 7}", Operation.Other));
        EngineRun.Decide(engine, StreamEvent.Batch(events));

        var held = engine.Shards[0].Pending.Count;
        held.Should().BeLessThanOrEqualTo(100);
        engine.Counters.Events.Should().Be(1_000);
        engine.Counters.ReleasedEarly.Should().Be(1_000 - held, "all were within the grace");
    }

    [Test]
    public void Process_ShuffledOverTheRoom_LosesNothing() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var arrivals = RandomStream.Shuffle(RandomStream.Of(seed), random, graceSeconds: 60);
        using var engine = Create(room: random.Next(1, 30), RandomPolicy.Of(seed));
        EngineRun.Decide(engine, [.. RandomStream.Cut(arrivals, random)]);

        var counters = engine.Counters;
        (counters.Events + counters.Late + counters.Duplicates).Should().Be(arrivals.Count, $"seed {seed}");
        engine.Summarize().Sum(summary => summary.Events).Should().Be(counters.Events, $"seed {seed}");
    });

    [Test]
    public void Checkpoint_OverTheRoomInSeveralShards_GoesOnAlike() => Property.HoldsForSeeds(seed =>
    {
        // Each shard has gone ahead of the stream's time by its own need.
        var random = new Random(seed);
        var events = Distinct(RandomStream.Of(seed));
        var policy = RandomPolicy.Of(seed);
        var at = random.Next(events.Count);
        using var first = Create(room: 12, policy, shards: 4);
        var decisions = EngineRun.Decide(first, StreamEvent.Batch(events.Take(at)));
        using var second = EngineRun.Restore(EngineRun.Checkpoint(first), policy, shards: 4);
        decisions.AddRange(EngineRun.Decide(second, StreamEvent.Batch(events.Skip(at))));
        decisions.AddRange(Flush(second));

        EngineRun.Text(decisions).Should().Be(EngineRun.Text(Whole(events, policy)), $"seed {seed}");
    });

    private static DetectionEngine Create(int room, Core.Policies.Policy policy, int shards = 1) =>
        new(new EngineOptions { MaxPendingEvents = room, Shards = shards }, policy, model: null);

    private static List<Core.Decisions.Decision> Whole(List<StreamEvent> events, Core.Policies.Policy policy)
    {
        using var engine = EngineRun.Create(policy);
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(events));
        decisions.AddRange(Flush(engine));
        return decisions;
    }

    /// <summary>Lets ten days pass, so that all is judged and all has ended.</summary>
    private static List<Core.Decisions.Decision> Flush(DetectionEngine engine) => EngineRun.Decide(
        engine, StreamEvent.Batch(StreamEvent.At(20 * 86_400, "clock", Operation.Other)));

    /// <summary>
    /// No two events of an account at one time: where time is cut short in between, an equal time is late.
    /// </summary>
    private static List<StreamEvent> Distinct(List<StreamEvent> events) =>
        [.. events.DistinctBy(e => (e.Account, e.TimeMicros))];
}
