using System.Text;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Engine.Tests.Accounts;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.State;
using ScrapeGuard.Kafka.Telemetry;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Tests.Worker;

/// <summary>One of two partitions, the other of which closes epochs when a test says so.</summary>
public sealed class PartitionWorkTests
{
    private const long EpochSeconds = 600;

    /// <summary>The epoch of the first event; a grace later it has begun for the engine too.</summary>
    private static readonly long First =
        new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() / EpochSeconds;

    [Test]
    public void TakeOutput_BadRecordBeforeAnEventThatWaits_IsNotLeftBehind()
    {
        var timeline = new PopularityTimeline(2);
        Close(timeline, First);
        var inbox = new PartitionInbox(0, 0);
        Put(inbox, 0, EventIn(First));
        Put(inbox, 1, "no event");
        Put(inbox, 2, EventIn(First + 3));
        using var metrics = new WorkerMetrics(() => WorkerSnapshot.Empty);
        using var work = NewWork(timeline, inbox, new PartitionProgress(0, long.MinValue), metrics);

        work.Step();
        var output = work.TakeOutput();

        output.Progress.Offset.Should().Be(2, "the event at 2 waits for the other partition");
        output.Dead.Select(letter => letter.Offset).Should().Equal(1);
        work.TakeOutput().Dead.Should().BeEmpty("it was taken");
    }

    [Test]
    public void Step_EpochsBeforeTheCommitNotKnownYet_GoesOnRepeating()
    {
        var timeline = new PopularityTimeline(2);
        Close(timeline, First - 2);
        var inbox = new PartitionInbox(0, 0);
        Put(inbox, 0, EventAt((First * EpochSeconds) + 550));

        // Held back when the first epoch ends: so the next is to be judged too.
        Put(inbox, 1, EventAt((First * EpochSeconds) + 605));
        using var metrics = new WorkerMetrics(() => WorkerSnapshot.Empty);
        using var work = NewWork(timeline, inbox, new PartitionProgress(2, First + 3), metrics);

        work.Step();
        work.IsRepeating.Should().BeTrue("what was told in the epochs up to the commit is not done again yet");
        work.HasOutput.Should().BeFalse();
        work.Step().Should().BeFalse("nothing can be done, and the worker may nap");

        Close(timeline, First + 3);
        work.Step();
        work.IsRepeating.Should().BeFalse();
        work.Engine.CurrentEpoch.Should().Be(First + 3);
        work.HasOutput.Should().BeFalse("all that was done was told before");
    }

    [Test]
    public void Step_NothingToJudge_ReturnsMemoryThatOthersWant()
    {
        const int ManyAccounts = 3_000;
        var timeline = new PopularityTimeline(2);
        Close(timeline, First + 9);
        var inbox = new PartitionInbox(0, 0);
        for (var i = 0; i < ManyAccounts; i++)
        {
            Put(inbox, i, EventAt((First * EpochSeconds) + 90, $"a{i}"));
        }

        Put(inbox, ManyAccounts, EventAt(((First + 1) * EpochSeconds) + 90, "a0"));
        using var metrics = new WorkerMetrics(() => WorkerSnapshot.Empty);
        using var store = new ArrayStateStore { Blocks = 8 };
        using var work = NewWork(timeline, inbox, new PartitionProgress(0, long.MinValue), metrics, store);
        while (work.Step())
        {
        }

        var before = work.Engine.AccountBytes;
        store.Blocks = 1;
        work.Step();

        work.Engine.AccountCount.Should().Be(ManyAccounts);
        work.Engine.AccountBytes.Should().BeLessThan(before / 2, "no event comes that would make it return any");
    }

    private static PartitionWork NewWork(
        PopularityTimeline timeline, PartitionInbox inbox, PartitionProgress progress, WorkerMetrics metrics,
        IStateStore? store = null)
    {
        var engine = new PartitionEngine(0, new EngineOptions(), new Policy(), model: null, timeline, store)
        {
            Closed = closing => timeline.Close(closing),
        };
        var manifest = new CheckpointManifest
        {
            Number = 0,
            LiveFrom = 1,
            Offset = 0,
            Epoch = long.MinValue,
            ScanFrom = 0,
        };
        return new PartitionWork(0, engine, inbox, manifest, new PartitionHistory(progress, []), [], metrics);
    }

    /// <summary>The other partition closes all epochs through one.</summary>
    private static void Close(PopularityTimeline timeline, long through) =>
        timeline.Close(new EpochClosing(1, through, 0, through, new PopularityDelta()));

    /// <summary>An event that comes to its epoch with the grace over.</summary>
    private static string EventIn(long epoch) => EventAt((epoch * EpochSeconds) + 90);

    private static string EventAt(long second, string account = "a") =>
        $$"""{"time":"{{DateTimeOffset.FromUnixTimeSeconds(second):O}}","account":"{{account}}","operation":"audio"}""";

    private static void Put(PartitionInbox inbox, long offset, string value) =>
        inbox.Put(new RecordHead(0, offset, 0), "a"u8, Encoding.UTF8.GetBytes(value));
}
