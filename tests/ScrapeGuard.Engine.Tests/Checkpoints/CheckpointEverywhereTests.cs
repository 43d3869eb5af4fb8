using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Checkpoints;

/// <summary>The process may die between any two events: nobody can tell from the decisions.</summary>
public sealed class CheckpointEverywhereTests
{
    [TestCase(1)]
    [TestCase(2)]
    public void Restore_AfterEveryEvent_GivesTheSameBytes(int seed)
    {
        var policy = RandomPolicy.Of(seed);
        var events = Stream(seed);
        var expected = EngineRun.Text(EngineRun.Decide(events, policy));
        expected.Should().NotBeEmpty();
        for (var at = 0; at <= events.Count; at++)
        {
            var decisions = new List<Decision>();
            using var first = EngineRun.Create(policy);
            first.Process([StreamEvent.Batch(events.Take(at))], decisions);
            using var second = EngineRun.Restore(EngineRun.Checkpoint(first), policy, shards: 1 + (at % 3));
            second.Process([StreamEvent.Batch(events.Skip(at))], decisions);

            EngineRun.Text(decisions).Should().Be(expected, $"seed {seed}: it died after event {at}");
        }
    }

    [Test]
    public void Restore_AgainAndAgain_GivesTheSameBytes()
    {
        // Dies after each single event: 400 lives, each with another number of shards.
        var policy = RandomPolicy.Of(3);
        var events = Stream(3);
        var decisions = new List<Decision>();
        var engine = EngineRun.Create(policy);
        foreach (var (i, e) in events.Index())
        {
            engine.Process([StreamEvent.Batch(e)], decisions);
            var saved = EngineRun.Checkpoint(engine);
            engine.Dispose();
            engine = EngineRun.Restore(saved, policy, shards: 1 + (i % 4));
        }

        var counters = engine.Counters;
        engine.Dispose();
        EngineRun.Text(decisions).Should().Be(EngineRun.Text(EngineRun.Decide(events, policy)));
        (counters.Events + counters.Duplicates + counters.Late).Should().Be(events.Count);
    }

    [Test]
    public void Write_OfARestoredEngine_GivesTheSameBytes() => Property.HoldsForSeeds(seed =>
    {
        var policy = RandomPolicy.Of(seed);
        var events = Stream(seed);
        using var engine = EngineRun.Create(policy);
        EngineRun.Decide(engine, StreamEvent.Batch(events.Take(new Random(seed).Next(events.Count))));
        var saved = EngineRun.Checkpoint(engine);
        using var restored = EngineRun.Restore(saved, policy);

        restored.Counters.Should().Be(engine.Counters, $"seed {seed}");
        restored.AccountCount.Should().Be(engine.AccountCount, $"seed {seed}");
        restored.NowMicros.Should().Be(engine.NowMicros, $"seed {seed}");
        restored.ReleasedSecond.Should().Be(engine.ReleasedSecond, $"seed {seed}");
        restored.ClosedMicros.Should().Be(engine.ClosedMicros, $"seed {seed}");
        EngineRun.Text(EngineRun.Decide(restored, StreamEvent.Batch(events))).Should().Be(
            EngineRun.Text(EngineRun.Decide(engine, StreamEvent.Batch(events))), $"seed {seed}");
    }, runs: 20);

    [Test]
    public void Restore_OfARunningEngine_KeepsTheStreamOpen()
    {
        using var engine = EngineRun.Create();
        using var stream = new MemoryStream();
        CheckpointWriter.Write(stream, engine);
        CheckpointWriter.Write(stream, engine);
        stream.Position = 0;
        using var first = EngineRun.Create();
        using var second = EngineRun.Create();

        CheckpointReader.Read(stream, first).Should().BeNull();
        CheckpointReader.Read(stream, second).Should().BeNull();
        stream.Position.Should().Be(stream.Length);
    }

    [Test]
    public void Restore_OfASuspension_EndsInTheModeThatBeganIt()
    {
        // The account moves to a cohort in shadow while it is suspended: the restore is still to be carried out.
        var policy = TestPolicy.MetadataPerHour(8) with
        {
            Ladder = new LadderOptions { SuspendFor = TimeSpan.FromHours(3) },
            Cohorts = [new Cohort { Name = "watched", Plans = ["premium"], Mode = PolicyMode.Shadow }],
        };
        var walk = Enumerable.Range(0, 8).Select(i => Page(i, "free"));
        var ordinary = Enumerable.Range(1, 12).Select(i => Page(4_000 + (i * 60), "premium") with { Tracks = [1] });
        using var first = EngineRun.Create(policy);
        var decisions = EngineRun.Decide(first, StreamEvent.Batch([.. walk, .. ordinary, Page(5_000, "premium")]));
        using var second = EngineRun.Restore(EngineRun.Checkpoint(first), policy);
        decisions.AddRange(EngineRun.Decide(
            second, StreamEvent.Batch(StreamEvent.At(20_000, "clock", Core.Events.Operation.Other))));

        decisions.Select(d => (d.Verdict, d.Mode)).Should().Equal(
            (Verdict.Suspend, PolicyMode.Enforce), (Verdict.Restore, PolicyMode.Enforce));

        static StreamEvent Page(int second, string plan) =>
            StreamEvent.At(second, "a", Core.Events.Operation.Metadata, (ulong)second + 1) with { Plan = plan };
    }

    [Test]
    public void Restore_UnderAPolicyOfFewerCohorts_GoesOn()
    {
        // The checkpoint knows cohorts by number; a policy that was changed in between may have fewer.
        var ladder = new LadderOptions { SuspendFor = TimeSpan.FromMinutes(10) };
        var before = TestPolicy.MetadataPerHour(8) with
        {
            Ladder = ladder,
            Cohorts = [.. Enumerable.Range(0, 5).Select(i => new Cohort { Name = $"c{i}", Plans = [$"plan-{i}"] })],
        };
        var walk = Enumerable.Range(0, 8).Select(i =>
            StreamEvent.At(i, "a", Core.Events.Operation.Metadata, (ulong)i + 1) with { Plan = "plan-4" });
        using var first = EngineRun.Create(before);
        var decisions = EngineRun.Decide(
            first, StreamEvent.Batch([.. walk, StreamEvent.At(100, "clock", Core.Events.Operation.Other)]));
        using var second = EngineRun.Restore(EngineRun.Checkpoint(first), before with { Cohorts = [] });
        decisions.AddRange(EngineRun.Decide(
            second, StreamEvent.Batch(StreamEvent.At(7_200, "clock", Core.Events.Operation.Other))));

        decisions.Select(d => d.Verdict).Should().Equal(Verdict.Suspend, Verdict.Restore);
    }

    /// <summary>Shuffled within the grace, with repeats.</summary>
    private static List<StreamEvent> Stream(int seed)
    {
        var random = new Random(seed);
        var events = RandomStream.Of(seed, accounts: 5, events: 300);
        events.AddRange(events.Where(e => e.Id != 0 && random.Next(10) == 0).ToList());
        return RandomStream.Shuffle(events, random, graceSeconds: 59);
    }
}
