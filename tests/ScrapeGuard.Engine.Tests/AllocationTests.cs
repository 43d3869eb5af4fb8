using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>What an event costs in memory: nothing, once the arrays have grown to their traffic.</summary>
public sealed class AllocationTests
{
    private const int EventsPerBatch = 4_000;

    /// <summary>22 hours: from the sixteenth on rhythms are told, and what keeps them grows once more.</summary>
    private const int WarmBatches = 132;
    private const int Batches = 40;

    [TestCase(true)]
    [TestCase(false)]
    public void Process_AfterWarmUp_AllocatesNothingPerEvent(bool inOrder)
    {
        using var engine = EngineRun.Create(Policy.Default with { Rules = TestPolicy.NoRules });
        var decisions = new List<Decision>();
        var batches = Enumerable.Range(0, WarmBatches + Batches).Select(i => Traffic(i, inOrder)).ToArray();
        foreach (var batch in batches[..WarmBatches])
        {
            engine.Process([batch], decisions);
        }

        IReadOnlyList<EventBatch>[] calls = [.. batches[WarmBatches..].Select(batch => new[] { batch })];
        var allocated = new long[calls.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            engine.Process(calls[i], decisions);
            allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        decisions.Should().BeEmpty();
        engine.Counters.Events.Should().Be((WarmBatches + Batches) * EventsPerBatch);
        engine.Counters.Evaluations.Should().BeGreaterThan(Batches, "scoring is part of it");

        // A batch is an epoch; at the end of one in 18 campaigns are searched for, which is no work of any event's.
        var searches = (Batches / CampaignTracker.SearchEpochs) + 1;
        allocated.Count(bytes => bytes > 0).Should().BeLessThanOrEqualTo(
            searches, $"{Batches * EventsPerBatch} events were processed in {Batches} calls");
    }

    /// <summary>Ten minutes of 200 accounts: pages, audio, plays, ids and all; over an epoch's end each time.</summary>
    private static EventBatch Traffic(int number, bool inOrder)
    {
        var random = new Random(inOrder ? 1 : 2);
        var events = Enumerable.Range(0, EventsPerBatch).Select(i =>
        {
            var operation = (Operation)random.Next(8);
            var e = StreamEvent.At((number * 600) + (i * 0.15), $"account-{random.Next(200)}", operation);
            return e with
            {
                Id = ((ulong)number << 32) + (ulong)i + 1,
                Tracks = [.. Enumerable.Range(0, i % 50 == 0 ? 100 : i % 4).Select(_ => (ulong)random.Next(5_000))],
                Bytes = random.Next(1_000_000),
                PlayedMs = random.Next(200_000),
                Ip = (uint)random.Next(1 << 16),
            };
        }).ToList();
        return StreamEvent.Batch(inOrder ? events : RandomStream.Shuffle(events, random, graceSeconds: 50));
    }
}
