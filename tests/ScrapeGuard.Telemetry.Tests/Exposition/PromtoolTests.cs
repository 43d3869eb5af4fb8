using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Telemetry;
using ScrapeGuard.Telemetry.Pipeline;
using static ScrapeGuard.Telemetry.Tests.Exposition.TestPage;

namespace ScrapeGuard.Telemetry.Tests.Exposition;

[NonParallelizable]
public sealed class PromtoolTests
{
    [Test]
    public async Task Check_WorkersPageWithTheRuntimes_HasNoComplaint()
    {
        using var pipeline = TelemetryPipeline.Start(new TelemetryOptions(), "test", [WorkerMetricNames.Meter], []);
        using var metrics = new WorkerMetrics(() => new WorkerSnapshot
        {
            Partitions =
            [
                new(0, 12, 61.5, 100, 98_400, 1, IsPaused: false, IsIdle: true),
                new(7, -1, double.NaN, 0, 0, 0.25, IsPaused: true, IsIdle: false),
            ],
            LatestCheckpointAgeSeconds = 3,
        });
        metrics.EventsRead(0, 10, 1_000);
        metrics.DeadLettered("a field has a value of the wrong type", 1);
        metrics.Decided(Verdict.Suspend, PolicyMode.Enforce, 1);
        metrics.Committed(TimeSpan.FromMilliseconds(3));
        metrics.Checkpointed(TimeSpan.FromSeconds(1), 10, 100);
        metrics.Restored(TimeSpan.FromSeconds(1), 10);
        metrics.RecordLatency(0.2);

        var page = pipeline.Metrics.Read();

        page.Should().Contain("\n# TYPE dotnet_process_memory_working_set_bytes gauge\n");
        foreach (var name in WorkerMetricNames.All)
        {
            page.Should().Contain($"\n# HELP {name.Replace('.', '_')}");
        }

        (await Promtool.CheckAsync(page)).Should().BeEmpty();
    }

    [Test]
    public async Task Check_HostileLabels_IsReadWhole()
    {
        using var page = new TestPage();
        var counter = page.NewMeter().CreateCounter<long>("x", "", "A \"help\"\nwith \\ and \u0001.");
        string[] values = ["\"", "\\", "\n", "\0", "\r\n", "\ud83d", "{a=\"b\"} 1\n", "\u2028", new string('x', 5_000)];
        foreach (var value in values)
        {
            counter.Add(1, Tag("hostile", value));
        }

        (await Promtool.CheckAsync(page.Read())).Should().BeEmpty();
    }

    [Test]
    public async Task Check_BrokenPage_HasAComplaint() =>
        (await Promtool.CheckAsync("# TYPE x counter\nx_total{a=\"b} 1\n")).Should().Contain("exit");
}
