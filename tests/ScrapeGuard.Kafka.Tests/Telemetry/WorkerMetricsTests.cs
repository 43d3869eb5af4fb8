using System.Diagnostics.Metrics;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Tests.Telemetry;

/// <summary>One at a time: the meters of all tests have one name.</summary>
[NonParallelizable]
public sealed class WorkerMetricsTests
{
    private static readonly WorkerSnapshot Snapshot = new()
    {
        Partitions =
        [
            new(0, 12, 61.5, 100, 98_400, 1, IsPaused: false, IsIdle: true),
            new(7, -1, double.NaN, 0, 0, 0.25, IsPaused: true, IsIdle: false),
        ],
        Events = 1,
        Late = 2,
        Duplicates = 3,
        ImplausibleTime = 4,
        Allowlisted = 5,
        ReleasedEarly = 6,
        EvictedEarly = 7,
        EvictedIdle = 8,
        Evaluations = 9,
        LatestCheckpointAgeSeconds = 10,
    };

    private WorkerSnapshot _snapshot = Snapshot;
    private MeterRecording _recording = null!;
    private WorkerMetrics _metrics = null!;

    [SetUp]
    public void Start()
    {
        _snapshot = Snapshot;
        _recording = new MeterRecording(WorkerMetricNames.Meter);
        _metrics = new WorkerMetrics(() => _snapshot);
    }

    [TearDown]
    public void Stop()
    {
        _metrics.Dispose();
        _recording.Dispose();
    }

    [Test]
    public void Instruments_OfTheMeter_AreThoseNamed() =>
        _recording.Instruments.Select(i => i.Name).Should()
            .BeEquivalentTo(WorkerMetricNames.All).And.OnlyHaveUniqueItems();

    [Test]
    public void Instruments_OfTheMeter_SayWhatTheyAre() =>
        _recording.Instruments.Should().OnlyContain(i => i.Unit != null && !string.IsNullOrEmpty(i.Description));

    [Test]
    public void EventsRead_TwoPartitions_AreCountedApart()
    {
        _metrics.EventsRead(3, 10, 1_000);
        _metrics.EventsRead(3, 5, 500);
        _metrics.EventsRead(4, 1, 9);

        Consumed(3).Should().Be(15);
        Consumed(4).Should().Be(1);
        _recording.Values["scrapeguard.events.read{partition=3}"].Should().Be(1_500);

        double Consumed(int partition) => _recording.Values["messaging.client.consumed.messages{messaging.system=kafka,"
            + $"messaging.operation.name=poll,messaging.destination.partition.id={partition}}}"];
    }

    [Test]
    public void Decided_EveryVerdictAndMode_StartsAtZeroAndIsCounted()
    {
        string[] verdicts = ["observe", "throttle", "challenge", "suspend", "restore"];
        foreach (var verdict in verdicts)
        {
            Made(verdict, "enforce").Should().Be(0);
            Made(verdict, "shadow").Should().Be(0);
        }

        _metrics.Decided(Verdict.Suspend, PolicyMode.Enforce, 2);
        _metrics.Decided(Verdict.Suspend, PolicyMode.Enforce, 3);
        _metrics.Decided(Verdict.Restore, PolicyMode.Shadow, 1);

        Made("suspend", "enforce").Should().Be(5);
        Made("suspend", "shadow").Should().Be(0);
        Made("restore", "shadow").Should().Be(1);

        double Made(string verdict, string mode) =>
            _recording.Values[$"scrapeguard.decisions.made{{verdict={verdict},mode={mode}}}"];
    }

    [Test]
    public void Counters_OfRareThings_StartAtZeroAndCount()
    {
        _recording.Values["scrapeguard.commits.failed"].Should().Be(0);
        _metrics.CommitFailed();
        _metrics.Rebalanced();
        _metrics.SessionRestarted();
        _metrics.DeadLettered("not a JSON object", 4);
        _metrics.Checkpointed(TimeSpan.FromSeconds(2), 30, 40);
        _metrics.Restored(TimeSpan.FromSeconds(3), 50);
        _metrics.Committed(TimeSpan.FromMilliseconds(8));

        _recording.Values.Should().Contain(new Dictionary<string, double>
        {
            ["scrapeguard.commits.failed"] = 1,
            ["scrapeguard.partitions.rebalances"] = 1,
            ["scrapeguard.sessions.restarted"] = 1,
            ["scrapeguard.events.dead_lettered{reason=not a JSON object}"] = 4,
            ["scrapeguard.checkpoints.accounts"] = 30,
            ["scrapeguard.checkpoints.written"] = 40,
            ["scrapeguard.restores.accounts"] = 50,
        });
        _recording.Recorded["scrapeguard.checkpoints.duration"].Should().Equal(2);
        _recording.Recorded["scrapeguard.restores.duration"].Should().Equal(3);
        _recording.Recorded["scrapeguard.commits.duration"].Should().Equal(0.008);
    }

    [Test]
    public void RecordLatency_ClockAhead_CountsAsNothing()
    {
        _metrics.RecordLatency(0.25);
        _metrics.RecordLatency(-3);

        _recording.Recorded["scrapeguard.decisions.latency"].Should().Equal(0.25, 0);
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    public void RecordLatency_NoNumber_Throws(double seconds)
    {
        var recording = () => _metrics.RecordLatency(seconds);

        recording.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public void DecisionLatency_Buckets_ReachFromMillisecondsToAMinute()
    {
        var latency = _recording.Instruments.OfType<Histogram<double>>()
            .Single(i => i.Name == "scrapeguard.decisions.latency");

        latency.Advice!.HistogramBucketBoundaries.Should().BeInAscendingOrder().And.StartWith(.005).And.EndWith(60);
    }

    [Test]
    public void Observe_Snapshot_IsGivenAsItIs()
    {
        var values = _recording.Observe();

        values.Should().Contain(new Dictionary<string, double>
        {
            ["scrapeguard.events.counted"] = 1,
            ["scrapeguard.events.late"] = 2,
            ["scrapeguard.events.duplicate"] = 3,
            ["scrapeguard.events.implausible_time"] = 4,
            ["scrapeguard.events.allowlisted"] = 5,
            ["scrapeguard.events.released_early"] = 6,
            ["scrapeguard.accounts.evicted_early"] = 7,
            ["scrapeguard.accounts.evicted_idle"] = 8,
            ["scrapeguard.accounts.evaluations"] = 9,
            ["scrapeguard.checkpoints.age"] = 10,
            ["scrapeguard.partition.lag{partition=0}"] = 12,
            ["scrapeguard.partition.watermark_delay{partition=0}"] = 61.5,
            ["scrapeguard.partition.accounts{partition=0}"] = 100,
            ["scrapeguard.partition.state_size{partition=0}"] = 98_400,
            ["scrapeguard.partition.restored{partition=0}"] = 1,
            ["scrapeguard.partition.restored{partition=7}"] = 0.25,
            ["scrapeguard.partition.paused{partition=0}"] = 0,
            ["scrapeguard.partition.paused{partition=7}"] = 1,
            ["scrapeguard.partition.idle{partition=0}"] = 1,
            ["scrapeguard.partition.idle{partition=7}"] = 0,
        });
    }

    [Test]
    public void Observe_Unknown_IsLeftOut()
    {
        _snapshot = Snapshot with { LatestCheckpointAgeSeconds = -1 };

        _recording.Observe().Keys.Should().NotContain(
        [
            "scrapeguard.partition.lag{partition=7}",
            "scrapeguard.partition.watermark_delay{partition=7}",
            "scrapeguard.checkpoints.age",
        ]);
    }

    [Test]
    public void Observe_PartitionThatLeft_IsGone()
    {
        _recording.Observe().Keys.Should().Contain("scrapeguard.partition.accounts{partition=7}");
        _snapshot = Snapshot with { Partitions = [Snapshot.Partitions[0]] };

        _recording.Observe().Keys.Where(key => key.Contains("partition=7}")).Should().BeEmpty();
    }

    [Test]
    public void Count_Negative_Throws()
    {
        Action[] calls =
        [
            () => _metrics.EventsRead(0, -1, 0),
            () => _metrics.EventsRead(0, 0, -1),
            () => _metrics.DeadLettered("x", -1),
            () => _metrics.Decided(Verdict.Suspend, PolicyMode.Enforce, -1),
            () => _metrics.Checkpointed(TimeSpan.Zero, -1, 0),
            () => _metrics.Checkpointed(TimeSpan.Zero, 0, -1),
            () => _metrics.Restored(TimeSpan.Zero, -1),
        ];

        calls.Should().AllSatisfy(call => call.Should().Throw<ArgumentOutOfRangeException>());
    }

    [Test]
    public void EventsRead_ManyThreads_LosesNothing()
    {
        Parallel.For(0, 8, thread =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                _metrics.EventsRead(i % 3, 1, 10);
            }
        });

        Enumerable.Range(0, 3).Sum(p => _recording.Values[$"scrapeguard.events.read{{partition={p}}}"])
            .Should().Be(80_000);
    }
}
