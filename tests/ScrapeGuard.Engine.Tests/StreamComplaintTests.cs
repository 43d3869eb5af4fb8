using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>What users of stream processors meet: late events, silence, restarts, replays, repeats.</summary>
public sealed class StreamComplaintTests
{
    private const double Hour = 3_600;

    private static readonly Policy Policy = TestPolicy.MetadataPerHour(8);

    /// <summary>Late events vanish without a trace.</summary>
    [Test]
    public void LateEvents_BeyondTheGrace_AreCountedEachByEach()
    {
        using var engine = EngineRun.Create(Policy);
        EngineRun.Decide(engine, StreamEvent.Batch(
            [.. Walk("a", 8, from: Hour), .. Walk("a", 5, from: 0), Clock(2 * Hour)]));

        engine.Counters.Late.Should().Be(5);
        engine.Counters.Events.Should().Be(9);
    }

    /// <summary>An idle partition holds everyone's windows open: nothing is emitted until it moves again.</summary>
    [Test]
    public void IdleAccounts_WhileOthersGoOn_HoldNothingUp()
    {
        // Only one account of thousands moves, and its time is the stream's.
        using var engine = EngineRun.Create(Policy, shards: 8);
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(
            [.. Walk("scraper", 8), .. Enumerable.Range(1, 68).Select(i => Clock(i))]));

        decisions.Should().ContainSingle().Which.Account.Should().Be("scraper");
    }

    /// <summary>A gap in time, and nothing fires for what ended within it.</summary>
    [Test]
    public void Gap_OfThreeWeeks_EndsVerdictsAtTheirTimes()
    {
        var policy = Policy with { Ladder = new LadderOptions { SuspendFor = TimeSpan.FromHours(5) } };
        var decisions = EngineRun.Decide([.. Walk("scraper", 8), Clock(21 * 24 * Hour)], policy);

        decisions.Select(d => d.Verdict).Should().Equal(Verdict.Suspend, Verdict.Restore);
        decisions[1].TimeMicros.Should().Be(decisions[0].TimeMicros + (5 * 3_600_000_000L));
    }

    /// <summary>A gap in time merges what lies on its two sides.</summary>
    [TestCase(21)]
    [TestCase(34)]
    public void Gap_BetweenHalvesOfAWalk_KeepsThemApart(int days)
    {
        var back = days * 24 * Hour;
        StreamEvent[] halves = [.. Walk("person", 5), .. Walk("person", 5, from: back, first: 100), Clock(back + Hour)];
        EngineRun.Decide(halves, Policy).Should().BeEmpty();
    }

    /// <summary>A restart begins all windows anew: whoever paces by the deployments is never seen.</summary>
    [Test]
    public void Restart_InTheMidstOfAWalk_ForgetsNothing()
    {
        using var first = EngineRun.Create(Policy);
        var decisions = EngineRun.Decide(first, StreamEvent.Batch([.. Walk("scraper", 7), Clock(600)]));
        decisions.Should().BeEmpty();
        using var second = EngineRun.Restore(EngineRun.Checkpoint(first), Policy, shards: 3);
        decisions.AddRange(EngineRun.Decide(
            second, StreamEvent.Batch([.. Walk("scraper", 1, from: 601, first: 7), Clock(2 * Hour)])));

        decisions.Should().ContainSingle().Which.Reasons[0].Value.Should().Be(8);
    }

    /// <summary>A replay gives other alerts than the live run gave, and others again the next time.</summary>
    [Test]
    public void Replay_OfLiveTraffic_GivesTheSameBytes() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var policy = RandomPolicy.Of(seed);
        var sorted = RandomStream.Of(seed);
        using var live = EngineRun.Create(policy, shards: 4);
        var decisions = new List<Decision>();
        foreach (var batch in RandomStream.Cut(RandomStream.Shuffle(sorted, random, graceSeconds: 60), random, 5))
        {
            live.Process([batch], decisions);
        }

        EngineRun.Text(decisions).Should().Be(EngineRun.Text(EngineRun.Decide(sorted, policy)), $"seed {seed}");
    }, runs: 30);

    /// <summary>At-least-once delivery: each redelivered batch counts again, and alerts again.</summary>
    [Test]
    public void Redelivery_OfWholeBatches_CountsAndDecidesOnce()
    {
        using var engine = EngineRun.Create(Policy);
        StreamEvent[] half = [.. Walk("person", 4).Select((e, i) => e with { Id = (ulong)i + 1 })];
        StreamEvent[] walk = [.. Walk("scraper", 8).Select((e, i) => e with { Id = (ulong)i + 1 })];
        var decisions = new List<Decision>();
        for (var i = 0; i < 5; i++)
        {
            decisions.AddRange(EngineRun.Decide(engine, StreamEvent.Batch(half), StreamEvent.Batch(walk)));
        }

        // Once more when all has been judged.
        decisions.AddRange(EngineRun.Decide(engine, StreamEvent.Batch(Clock(Hour)), StreamEvent.Batch(walk)));
        decisions.AddRange(EngineRun.Decide(engine, StreamEvent.Batch(half), StreamEvent.Batch(Clock(2 * Hour))));

        decisions.Should().ContainSingle().Which.Exposure.Tracks.Should().Be(8);
        engine.Counters.Events.Should().Be(14);
        engine.Counters.Duplicates.Should().Be(48);
        engine.Counters.Late.Should().Be(12);
    }

    /// <summary>One device with a broken clock moves the watermark, and everyone else is late.</summary>
    [Test]
    public void BrokenClock_OfOneDevice_MakesNobodyLate()
    {
        var broken = StreamEvent.At(0, "broken", Operation.Other) with { TimeMicros = 4_102_444_800_000_000 };
        using var engine = EngineRun.Create(Policy);
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(
            [Clock(-1), .. Walk("scraper", 8).SelectMany(e => new[] { broken, e, broken }), Clock(Hour)]));

        decisions.Should().ContainSingle();
        engine.Counters.Late.Should().Be(0);
        engine.Counters.ImplausibleTime.Should().Be(16);
    }

    /// <summary>A run of broken clocks moves the watermark for good: from then on nothing is put in order.</summary>
    [TestCase(1)]
    [TestCase(3)]
    public void BrokenClock_ARunThatMovesTheStream_IsForgottenWhenTheStreamComesBack(int shards)
    {
        var broken = StreamEvent.At(0, "broken", Operation.Other) with { TimeMicros = 4_102_444_800_000_000 };
        using var engine = EngineRun.Create(Policy, shards);
        EngineRun.Decide(engine, StreamEvent.Batch([Clock(0), .. Enumerable.Repeat(broken, StreamClock.RunToMove)]));
        engine.NowMicros.Should().Be(broken.TimeMicros);

        var back = Enumerable.Range(1, StreamClock.RunToMove).Select(i => Clock(i));
        EngineRun.Decide(engine, StreamEvent.Batch(back));
        engine.NowMicros.Should().Be(StreamEvent.At(StreamClock.RunToMove, "clock", Operation.Other).TimeMicros);

        // Backwards within the grace: in order again only if the engine holds them for each other.
        var walk = Walk("scraper", 8, from: 60).Reverse();
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch([.. walk, Clock(Hour)]));

        decisions.Should().ContainSingle().Which.Reasons[0].Value.Should().Be(8);
        engine.Counters.Late.Should().Be(0);
    }

    private static StreamEvent Clock(double second) => StreamEvent.At(second, "clock", Operation.Other);

    private static IEnumerable<StreamEvent> Walk(string account, int tracks, double from = 0, int first = 0) =>
        Enumerable.Range(0, tracks).Select(i =>
            StreamEvent.At(from + i, account, Operation.Metadata, (ulong)(first + i + 1)));
}
