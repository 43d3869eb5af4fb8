using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ScrapeGuard.Integration.Tests.Brokers;
using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Traffic;

/// <summary>
/// One capture judged by workers while things go wrong: topics and a group of its own, workers as processes, and the
/// comparison of all decisions with those of replay.
/// </summary>
internal sealed class Scenario : IDisposable
{
    private readonly FaultCapture _capture;
    private readonly List<WorkerProcess> _workers = [];
    private readonly GroupOffsets _committed;

    /// <param name="cluster">The brokers.</param>
    /// <param name="name">Names topics and group.</param>
    /// <param name="partitions">Partitions of the access events.</param>
    /// <param name="capture">The events; null: the long capture.</param>
    public Scenario(LocalCluster cluster, string name, int partitions = 4, FaultCapture? capture = null)
    {
        _capture = capture ?? FaultCapture.Long;
        (Cluster, Name, Partitions) = (cluster, name, partitions);
        Settings = new Dictionary<string, string>
        {
            ["SCRAPEGUARD__KAFKA__BOOTSTRAPSERVERS"] = cluster.Servers,
            ["SCRAPEGUARD__KAFKA__GROUPID"] = $"{name}-group",
            ["SCRAPEGUARD__KAFKA__TOPICS__ACCESSEVENTS"] = Events,
            ["SCRAPEGUARD__KAFKA__TOPICS__DECISIONS"] = DecisionTopic,
            ["SCRAPEGUARD__KAFKA__TOPICS__DEADLETTER"] = DeadLetterTopic,
            ["SCRAPEGUARD__KAFKA__TOPICS__STATE"] = StateTopic,
            ["SCRAPEGUARD__KAFKA__TOPICS__PROFILES"] = $"{name}-profiles",
            ["SCRAPEGUARD__POLICY__PATH"] = _capture.PolicyPath,

            // Many commits and checkpoints for faults to meet.
            ["SCRAPEGUARD__WORKER__COMMITMILLISECONDS"] = "20",
            ["SCRAPEGUARD__STATE__CHECKPOINTSECONDS"] = "1",
            ["SCRAPEGUARD__WORKER__IDLEPARTITIONSECONDS"] = "2",
            ["SCRAPEGUARD__WORKER__THREADS"] = "1",
        };
        CreateTopic(Events, partitions);
        _committed = new GroupOffsets(cluster.Servers, $"{name}-group", Events, partitions);
        Feed = new Feed(cluster.Servers, Events, partitions, _capture.Lines);
    }

    public LocalCluster Cluster { get; }

    public string Name { get; }

    public int Partitions { get; }

    public string Events => $"{Name}-events";

    public string DecisionTopic => $"{Name}-decisions";

    public string DeadLetterTopic => $"{Name}-dead-letter";

    public string StateTopic => $"{Name}-state";

    /// <summary>The environment of the workers.</summary>
    public Dictionary<string, string> Settings { get; }

    public Feed Feed { get; }

    /// <summary>Records among the events that the feed has not written.</summary>
    public int Others { get; set; }

    /// <summary>The sum of the offsets that the group has committed.</summary>
    public long Committed => _committed.Sum();

    /// <summary>Starts a worker.</summary>
    public WorkerProcess StartWorker(params string[] arguments)
    {
        var worker = new WorkerProcess(Settings, arguments);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>Starts a worker that keeps its place in the group when it comes back quickly.</summary>
    public WorkerProcess StartMember(string instance, params string[] arguments) =>
        StartWorker([.. arguments, "--kafka-property", $"group.instance.id={instance}"]);

    public void WaitForCommitted(long total) => Wait.Until(
        () => Committed >= total, () =>
            $"{total} of {Feed.Written} written events are to be committed, {Committed} are ({_committed}):\n{Logs}");

    /// <summary>
    /// Lets the feed and the workers come to their end, stops the workers, and compares what all of them decided with
    /// what replay does.
    /// </summary>
    /// <param name="workers">The workers that run.</param>
    public void FinishAndCompare(params WorkerProcess[] workers)
    {
        Compare(Finish(workers));
    }

    /// <summary>The same, for workers that may decide twice, with the same id: each counts once.</summary>
    public void FinishAndCompareOnceEach(params WorkerProcess[] workers)
    {
        var decisions = Finish(workers);
        TestContext.Progress.WriteLine($"{Name}: {decisions.Count - decisions.Distinct().Count()} repeated");
        Compare([.. decisions.Distinct()]);
    }

    /// <summary>Creates a topic with the brokers' defaults.</summary>
    public void CreateTopic(string topic, int partitions, Dictionary<string, string>? settings = null)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = Cluster.Servers })
            .SetLogHandler((_, _) => { }).Build();
        admin.CreateTopicsAsync(
        [
            new TopicSpecification
            {
                Name = topic, NumPartitions = partitions, ReplicationFactor = -1, Configs = settings ?? [],
            },
        ]).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        Feed.Dispose();
        _workers.ForEach(worker => worker.Dispose());
        _committed.Dispose();
    }

    private string Logs => string.Join("\n--\n", _workers.TakeLast(3).Select(worker => worker.Log));

    private List<string> Finish(WorkerProcess[] workers)
    {
        Feed.Finish();
        WaitForCommitted(_capture.Lines.Count + Others);
        using (var reading = new TopicReading(Cluster.Servers, DecisionTopic))
        {
            // Repeats do not count, or the last would not be waited for.
            Wait.Until(
                () => reading.ReadOn().Distinct().Count() >= _capture.Decisions.Count,
                () => $"{_capture.Decisions.Count} decisions are to come, of {reading.Values.Count} that came "
                    + $"{reading.Values.Distinct().Count()} differ:\n{Logs}");
        }

        foreach (var worker in workers)
        {
            worker.Stop();
        }

        using var all = new TopicReading(Cluster.Servers, DecisionTopic);
        return all.ReadAll();
    }

    private void Compare(List<string> decisions)
    {
        var repeats = decisions.GroupBy(decision => decision).Where(same => same.Count() > 1);
        Tell("doubled", repeats.Select(repeat => repeat.Key));
        Tell("missing", _capture.Decisions.Except(decisions));
        Tell("not replay's", decisions.Except(_capture.Decisions));
        decisions.Order(StringComparer.Ordinal).Should()
            .Equal(_capture.Decisions.Order(StringComparer.Ordinal), "they are those of replay, byte for byte");
        ByAccount(decisions).Should().Equal(ByAccount(_capture.Decisions), "each account's are in order");
    }

    /// <summary>Says what is wrong, with the workers' logs: a failure may not come again for long.</summary>
    private void Tell(string what, IEnumerable<string> decisions)
    {
        var wrong = decisions.ToList();
        if (wrong.Count > 0)
        {
            var shown = wrong.Take(20).Select(decision => decision[..Math.Min(decision.Length, 180)]);
            TestContext.Progress.WriteLine($"{Name}: {wrong.Count} {what}\n{string.Join('\n', shown)}");
            TestContext.Progress.WriteLine(string.Join("\n--\n", _workers.Select(worker => worker.Log)));
        }
    }

    /// <summary>The decisions by account, each account's in the order that they have.</summary>
    private static IEnumerable<string> ByAccount(IEnumerable<string> decisions) =>
        decisions.OrderBy(decision => decision.Split("\"account\":\"")[1].Split('"')[0], StringComparer.Ordinal);
}
