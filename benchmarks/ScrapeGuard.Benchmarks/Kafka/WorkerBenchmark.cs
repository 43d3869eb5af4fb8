using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Benchmarks.Kafka;

/// <summary>
/// The whole worker over a whole topic: from the moment the group has dealt the partitions, before its first fetch, to
/// the commit of every partition's end. Its start and its last checkpoints are not timed.
/// </summary>
internal sealed class WorkerBenchmark(BenchmarkTopic topic) : IDisposable
{
    private WorkerRun? _run;

    /// <summary>Starts a worker, up to where it may read.</summary>
    public void Prepare(DeliveryGuarantee delivery)
    {
        _run = new WorkerRun(topic.Servers, BenchmarkTopic.Name, delivery, Policy.Default);
        _run.WaitForPartitions();
    }

    /// <summary>Waits until all is judged and committed. Returns the number of records.</summary>
    public long Run() => _run!.WaitForCommit();

    /// <summary>Stops it.</summary>
    public void Finish() => Dispose();

    public void Dispose()
    {
        _run?.Dispose();
        _run = null;
    }
}
