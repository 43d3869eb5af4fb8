using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Tests.Streams;
using ScrapeGuard.Storage.Memory;

namespace ScrapeGuard.Storage.Tests;

/// <summary>
/// The law of the house holds wherever accounts lie: the same events, the same decisions, byte for byte.
/// </summary>
public sealed class SpillingDecisionsTests
{
    private const int Accounts = 3_000;
    private const int Events = 15_000;

    [TestCase(1)]
    [TestCase(2)]
    public void Process_AccountsOnTheDisk_GivesTheSameBytes(int shards) => Property.HoldsForSeeds(seed =>
    {
        var policy = RandomPolicy.Of(seed);
        var events = RandomStream.Of(seed, Accounts, Events);
        var batches = RandomStream.Cut(events, new Random(seed), largest: 600).ToList();
        using var plain = EngineRun.Create(policy, shards, threads: 1, TestModel.Instance);
        var expected = EngineRun.Text(EngineRun.Decide(plain, batches));

        // Memory that comes and goes with what else the process is said to hold.
        var random = new Random(seed);
        var elsewhere = 0L;
        using var folder = new TestFolder();
        using var budget = new StateBudget(1L << 30, new StillTime(), () => elsewhere);
        using var spilling = Create(policy, shards, folder, budget);
        var decisions = new List<Core.Decisions.Decision>();
        foreach (var batch in batches)
        {
            elsewhere = random.Next(2) * (1L << 30);
            budget.Look();
            spilling.Process([batch], decisions);
        }

        EngineRun.Text(decisions).Should().Be(expected, $"seed {seed}");
        EngineRun.Checkpoint(spilling).Should().Equal(EngineRun.Checkpoint(plain), $"seed {seed}");
        spilling.Summarize().Should().Equal(plain.Summarize(), $"seed {seed}");
    }, runs: 4);

    [Test]
    public void Process_LeastMemory_HoldsABlockAndDecides()
    {
        using var folder = new TestFolder();
        using var budget = new StateBudget(limitBytes: 1, new StillTime());
        using var engine = Create(TestPolicy.MetadataPerHour(8), shards: 1, folder, budget);
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(RandomStream.Of(1, Accounts, Events)));

        decisions.Should().NotBeEmpty();
        engine.AccountCount.Should().Be(Accounts);
        budget.StateBytes.Should().BeInRange(1, 2 << 20, "one block of 1,024 states, a third of all");
    }

    [Test]
    public void Restore_CheckpointOfAnEngineInMemory_GoesOnAlike()
    {
        var policy = RandomPolicy.Of(9);
        var events = RandomStream.Of(9, Accounts, Events);
        using var plain = EngineRun.Create(policy);
        EngineRun.Decide(plain, StreamEvent.Batch(events[..9_000]));
        var checkpoint = EngineRun.Checkpoint(plain);
        var expected = EngineRun.Text(EngineRun.Decide(plain, StreamEvent.Batch(events[9_000..])));

        using var folder = new TestFolder();
        using var budget = new StateBudget(limitBytes: 1, new StillTime());
        using var spilling = Create(policy, shards: 2, folder, budget, model: false);
        Engine.Checkpoints.CheckpointReader.Read(new MemoryStream(checkpoint), spilling).Should().BeNull();

        EngineRun.Text(EngineRun.Decide(spilling, StreamEvent.Batch(events[9_000..]))).Should().Be(expected);
    }

    [Test]
    public void Process_FolderLostWhileRunning_GoesOnAlike()
    {
        var policy = RandomPolicy.Of(4);
        var events = RandomStream.Of(4, Accounts, Events);
        var expected = EngineRun.Text(EngineRun.Decide(events, policy));

        using var folder = new TestFolder();
        using var budget = new StateBudget(limitBytes: 1, new StillTime());
        using var engine = Create(policy, shards: 1, folder, budget, model: false);
        var decisions = EngineRun.Decide(engine, StreamEvent.Batch(events[..7_000]));
        Directory.Delete(folder.Path, recursive: true);
        decisions.AddRange(EngineRun.Decide(engine, StreamEvent.Batch(events[7_000..])));

        EngineRun.Text(decisions).Should().Be(expected);
    }

    [Test]
    public void Process_AfterDispose_ThrowsRatherThanTouchesMemory()
    {
        using var folder = new TestFolder();
        using var budget = new StateBudget(limitBytes: 1, new StillTime());
        var engine = Create(Policy.Default, shards: 1, folder, budget);
        var first = StreamEvent.Batch(StreamEvent.At(0, "a", Operation.Audio, 1));
        EngineRun.Decide(engine, first);
        engine.Dispose();

        engine.Invoking(e => EngineRun.Decide(e, first)).Should().Throw<Exception>();
        engine.Invoking(e => e.Summarize().ToList()).Should().Throw<Exception>();
    }

    private static DetectionEngine Create(
        Policy policy, int shards, TestFolder folder, StateBudget budget, bool model = true) =>
        new(new EngineOptions { Shards = shards }, policy, model ? TestModel.Instance : null, crew: null,
            new SpillingStateStore(folder.Path, budget, TimeProvider.System));
}
