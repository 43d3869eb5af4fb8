using System.Diagnostics;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Tests.Telemetry;

[NonParallelizable]
public sealed class WorkerTracesTests
{
    [Test]
    public void Commit_NobodyListens_IsNoSpan()
    {
        var span = WorkerTraces.Commit(2, 10);

        span.Should().BeNull();
        WorkerTraces.Fail(span, "fenced");
    }

    [Test]
    public void Spans_Listened_SayWhatTheyAreAbout()
    {
        var ended = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WorkerTraces.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using (WorkerTraces.Restore(3))
        using (WorkerTraces.Checkpoint(4))
        using (var commit = WorkerTraces.Commit(2, 10))
        {
            WorkerTraces.Fail(commit, "fenced");
        }

        ended.Select(span => span.OperationName).Should().Equal("commit", "checkpoint", "restore");
        ended[0].Status.Should().Be(ActivityStatusCode.Error);
        ended[0].StatusDescription.Should().Be("fenced");
        ended[0].GetTagItem("scrapeguard.decisions").Should().Be(10L);
        ended[0].ParentSpanId.Should().Be(ended[1].SpanId);
        ended[1].Status.Should().Be(ActivityStatusCode.Unset);
        ended[1].GetTagItem("messaging.destination.partition.id").Should().Be("4");
        ended[2].GetTagItem("messaging.destination.partition.id").Should().Be("3");
    }
}
