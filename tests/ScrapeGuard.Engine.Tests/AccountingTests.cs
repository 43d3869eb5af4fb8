using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>Every event handed in is counted in exactly one place.</summary>
public sealed class AccountingTests
{
    [Test]
    public void Counters_RandomStreams_AddUpToTheInput()
    {
        var sum = default(EngineCounters);
        Property.HoldsForSeeds(seed =>
        {
            var random = new Random(seed);
            var arrivals = Disturb(RandomStream.Of(seed), random);
            var options = new EngineOptions
            {
                Shards = random.Next(1, 4),
                MaxPendingEvents = random.Next(3) == 0 ? 20 : 1_000_000,
                MaxAccounts = random.Next(3) == 0 ? 2 : 1_000,
            };
            using var engine = new DetectionEngine(options, RandomPolicy.Of(seed), model: null);
            var handedIn = 0L;
            foreach (var batch in RandomStream.Cut(arrivals, random))
            {
                engine.Process([batch], []);
                handedIn += batch.Count;
                Total(engine.Counters).Should().Be(handedIn, $"seed {seed}");
            }

            handedIn.Should().Be(arrivals.Count);
            sum.Add(engine.Counters);
        }, runs: 80);

        // Each of them was met.
        sum.Late.Should().BePositive();
        sum.Duplicates.Should().BePositive();
        sum.ImplausibleTime.Should().BePositive();
        sum.EvictedEarly.Should().BePositive();
        sum.ReleasedEarly.Should().BePositive();
        sum.Evaluations.Should().BePositive();
    }

    [Test]
    public void Summarize_AtTheEnd_AddsUpToTheEventsThatCount() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var options = new EngineOptions { Shards = random.Next(1, 4), MaxAccounts = random.Next(1, 10) };
        using var engine = new DetectionEngine(options, RandomPolicy.Of(seed), model: null);
        var forgotten = 0L;
        engine.OnForgotten(summary => forgotten += summary.Events);
        foreach (var batch in RandomStream.Cut(Disturb(RandomStream.Of(seed), random), random))
        {
            engine.Process([batch], []);
        }

        var kept = engine.Summarize().Sum(summary => summary.Events);
        (forgotten + kept).Should().Be(engine.Counters.Events, $"seed {seed}");
    });

    [Test]
    public void Counters_RepeatedIds_CountOnceWhileHeldAndAreLateAfterwards()
    {
        using var engine = EngineRun.Create();
        var e = StreamEvent.At(0, "a", Operation.Other) with { Id = 1 };
        engine.Process([StreamEvent.Batch(e, e, e)], []);
        engine.Counters.Should().Be(new EngineCounters { Events = 1, Duplicates = 2 });

        // Its own account goes on by less than the grace, the stream by more: the first has been judged.
        engine.Process([StreamEvent.Batch(StreamEvent.At(61, "b", Operation.Other), e)], []);
        engine.Counters.Should().Be(new EngineCounters { Events = 2, Duplicates = 2, Late = 1 });
    }

    [TestCase(60, 0)]
    [TestCase(60.000001, 1)]
    public void Counters_OlderThanTheAccountsNewest_AreLateBeyondTheGrace(double behind, int late)
    {
        using var engine = EngineRun.Create();
        engine.Process([StreamEvent.Batch(
            StreamEvent.At(100, "a", Operation.Other), StreamEvent.At(100 - behind, "a", Operation.Other))], []);

        engine.Counters.Late.Should().Be(late);
        engine.Counters.Events.Should().Be(2 - late);
    }

    [Test]
    public void Counters_AllowlistedAccounts_CountAsEventsToo()
    {
        using var engine = EngineRun.Create(Policy.Default with { Allowlist = ["a"] });
        engine.Process([StreamEvent.Batch(
            StreamEvent.At(1, "a", Operation.Other), StreamEvent.At(2, "b", Operation.Other))], []);

        engine.Counters.Should().Be(new EngineCounters { Events = 2, Allowlisted = 1 });
    }

    [Test]
    public void Process_LatePlays_AreCreditedThoughTheyCountAsLate()
    {
        // 20 tracks heard offline: the reports of the plays come when the audio has long been judged.
        var policy = Policy.Default with
        {
            Rules = TestPolicy.NoRules with { MaxAudioTracksWithoutPlaysPerDay = 20 },
        };
        StreamEvent[] audio = [.. Enumerable.Range(0, 19).Select(i => Audio(i))];
        StreamEvent[] plays = [.. Enumerable.Range(0, 5).Select(i => StreamEvent.At(i, "a", Operation.Play, 7))];
        StreamEvent[] more = [.. Enumerable.Range(300, 9).Select(i => Audio(i))];
        var end = StreamEvent.At(7_200, "clock", Operation.Other);

        EngineRun.Decide([.. audio, .. more, end], policy).Should().ContainSingle()
            .Which.Verdict.Should().Be(Verdict.Challenge);
        EngineRun.Decide([.. audio, StreamEvent.At(299, "a", Operation.Auth), .. plays, .. more, end], policy)
            .Should().BeEmpty();
    }

    private static StreamEvent Audio(int i) => StreamEvent.At(i, "a", Operation.Audio, 500 + (ulong)i);

    private static long Total(in EngineCounters counters) =>
        counters.Events + counters.Late + counters.Duplicates + counters.ImplausibleTime;

    /// <summary>Repeats, orders beyond the grace and broken clocks.</summary>
    private static List<StreamEvent> Disturb(List<StreamEvent> events, Random random)
    {
        var arrivals = new List<StreamEvent>(events);
        arrivals.AddRange(events.Where(_ => random.Next(6) == 0));
        arrivals = RandomStream.Shuffle(arrivals, random, graceSeconds: random.Next(2) == 0 ? 30 : 2_000);
        for (var i = random.Next(20); i > 0; i--)
        {
            var broken = random.Next(2) == 0 ? 0 : 4_102_444_800_000_000;
            var at = random.Next(1, arrivals.Count);
            arrivals.Insert(at, arrivals[at] with { TimeMicros = broken + random.Next() });
        }

        return arrivals;
    }
}
