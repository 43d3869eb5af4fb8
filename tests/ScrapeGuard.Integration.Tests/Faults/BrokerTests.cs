using System.Text.Json;
using Confluent.Kafka;
using ScrapeGuard.Integration.Tests.Brokers;
using ScrapeGuard.Integration.Tests.Traffic;
using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Faults;

/// <summary>Brokers that stop, die and come back, and leaders that move, while two workers judge.</summary>
internal sealed class BrokerTests
{
    private const int Brokers = 3;
    private const int EventsPerSecond = 1_000;

    [Test]
    public void Workers_EachBrokerRestarted_DecideAsReplay()
    {
        var cluster = RealCluster.Of(Brokers);
        using var scenario = NewScenario(cluster, "broker-restarts");
        var moments = new Moments(scenario, seed: 20260111);
        scenario.Feed.Begin(EventsPerSecond);
        WorkerProcess[] workers = [scenario.StartWorker(), scenario.StartWorker()];
        for (var broker = 1; broker <= Brokers; broker++)
        {
            moments.AwaitWork(workers[0]);
            cluster.Stop(broker, hard: broker != 1);
            moments.AwaitWork(workers[1]);
            cluster.Start();
        }

        scenario.FinishAndCompare(workers);
    }

    [Test]
    public void Workers_LeadersMoved_DecideAsReplay()
    {
        var cluster = RealCluster.Of(Brokers);
        using var scenario = NewScenario(cluster, "leaders");
        var moments = new Moments(scenario, seed: 20260112);
        scenario.Feed.Begin(EventsPerSecond);
        WorkerProcess[] workers = [scenario.StartWorker(), scenario.StartWorker()];
        for (var turn = 0; turn < 2; turn++)
        {
            moments.AwaitWork(workers[turn]);
            MoveLeaders(cluster, scenario);
        }

        scenario.FinishAndCompare(workers);
    }

    /// <summary>Leaders of partitions that are away for seconds must not pass for partitions without traffic.</summary>
    private static Scenario NewScenario(LocalCluster cluster, string name)
    {
        var scenario = new Scenario(cluster, name);
        scenario.Settings["SCRAPEGUARD__WORKER__IDLEPARTITIONSECONDS"] = "10";
        return scenario;
    }

    /// <summary>The next replica of each partition of all of the scenario's topics becomes its leader.</summary>
    private static void MoveLeaders(LocalCluster cluster, Scenario scenario)
    {
        var before = PartitionsOf(cluster, scenario);
        var plan = JsonSerializer.Serialize(new
        {
            version = 1,
            partitions = before.Select(partition => new
            {
                topic = partition.Key.Topic,
                partition = partition.Key.Partition.Value,
                replicas = FromNext(partition.Value),
            }),
        });
        cluster.Run(
            "kafka-reassign-partitions.sh", "--execute", "--reassignment-json-file", cluster.Write("plan.json", plan));
        cluster.Run("kafka-leader-election.sh", "--election-type", "preferred", "--all-topic-partitions");
        Wait.Until(
            () => PartitionsOf(cluster, scenario).All(now => now.Value.Leader != before[now.Key].Leader),
            () => "all leaders are to move");
    }

    /// <summary>The replicas in their order, beginning with the one after the leader.</summary>
    private static int[] FromNext(PartitionMetadata partition)
    {
        var next = Array.IndexOf(partition.Replicas, partition.Leader) + 1;
        return [.. partition.Replicas.Skip(next), .. partition.Replicas.Take(next)];
    }

    private static Dictionary<TopicPartition, PartitionMetadata> PartitionsOf(LocalCluster cluster, Scenario scenario)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = cluster.Servers })
            .SetLogHandler((_, _) => { }).Build();
        var topics = admin.GetMetadata(TimeSpan.FromSeconds(30)).Topics;
        return topics.Where(topic => topic.Topic.StartsWith(scenario.Name, StringComparison.Ordinal))
            .SelectMany(topic => topic.Partitions, (topic, partition) => (topic.Topic, partition))
            .ToDictionary(one => new TopicPartition(one.Topic, one.partition.PartitionId), one => one.partition);
    }
}
