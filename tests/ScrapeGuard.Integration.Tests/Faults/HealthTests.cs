using System.Net;
using Confluent.Kafka;
using ScrapeGuard.Integration.Tests.Traffic;
using ScrapeGuard.Integration.Tests.Workers;

namespace ScrapeGuard.Integration.Tests.Faults;

/// <summary>
/// What a worker says of itself, and what it does, when what it needs is not there or not as it must be.
/// </summary>
internal sealed class HealthTests
{
    [Test]
    public void Ready_WhileRestoring_IsRefusedAndGrantedAfter()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "health", capture: FaultCapture.Short);
        scenario.Feed.Write(10_000);
        var first = scenario.StartWorker();
        scenario.WaitForCommitted(10_000);
        first.Stop();

        // A transaction that nobody ends stands in the way of reading the state.
        using var open = OpenTransaction(scenario);
        var worker = scenario.StartWorker(HealthPage.Arguments);
        using var page = new HealthPage(worker);
        worker.WaitForLog("partitions assigned");
        page.WaitUntil(HttpStatusCode.ServiceUnavailable, "restores");
        open.AbortTransaction(TimeSpan.FromSeconds(30));
        page.WaitUntil(HttpStatusCode.OK);
        scenario.FinishAndCompare(worker);
    }

    [Test]
    public void Worker_BrokerAwayAtItsStart_WaitsAndSaysSoAndGoesOn()
    {
        var cluster = RealCluster.Of(brokers: 1);
        using var scenario = new Scenario(cluster, "away", capture: FaultCapture.Short);
        scenario.Feed.Write(5_000);
        cluster.Stop(broker: 1);
        var worker = scenario.StartWorker(HealthPage.Arguments);
        using var page = new HealthPage(worker);
        page.WaitUntil(HttpStatusCode.ServiceUnavailable, "kafka");
        var hopeless = scenario.StartWorker();
        hopeless.WaitForLog("Kafka: ");
        hopeless.Stop();

        cluster.Start();
        page.WaitUntil(HttpStatusCode.OK);
        scenario.FinishAndCompare(worker);
    }

    [Test]
    public void Worker_BrokerAwayWhileItStops_EndsInTimeAndLosesNothing()
    {
        var cluster = RealCluster.Of(brokers: 1);
        using var scenario = new Scenario(cluster, "away-at-stop", capture: FaultCapture.Short);
        scenario.Feed.Write(5_000);
        var worker = scenario.StartWorker(HealthPage.Arguments);
        using var page = new HealthPage(worker);
        scenario.WaitForCommitted(1);
        cluster.Stop(broker: 1, hard: true);
        page.WaitUntil(HttpStatusCode.ServiceUnavailable);
        worker.Stop();
        cluster.Start();
        scenario.FinishAndCompare(scenario.StartWorker());
    }

    [Test]
    public void Ready_BrokerBackWithoutTraffic_IsGrantedAgain()
    {
        var cluster = RealCluster.Of(brokers: 1);
        using var scenario = new Scenario(cluster, "quiet", capture: FaultCapture.Short);
        var worker = scenario.StartWorker(HealthPage.Arguments);
        using var page = new HealthPage(worker);
        page.WaitUntil(HttpStatusCode.OK);
        cluster.Stop(broker: 1, hard: true);
        page.WaitUntil(HttpStatusCode.ServiceUnavailable);
        cluster.Start();
        page.WaitUntil(HttpStatusCode.OK);
        scenario.FinishAndCompare(worker);
    }

    [Test]
    public void Worker_StateFolderDeletedWhileItWorks_DecidesAsReplay()
    {
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), "folder", capture: FaultCapture.Short);
        var moments = new Moments(scenario, seed: 20260114);
        var folder = Directory.CreateTempSubdirectory("scrapeguard-state-");
        scenario.Settings["SCRAPEGUARD__STATE__DIRECTORY"] = folder.FullName;
        scenario.Feed.Begin(perSecond: 1_000);
        var worker = scenario.StartMember("w1");
        for (var round = 0; round < 3; round++)
        {
            moments.AwaitWork(worker);
            if (Directory.Exists(folder.FullName))
            {
                folder.Delete(recursive: true);
            }

            moments.AwaitWork(worker);
            worker.Kill();
            worker = scenario.StartMember("w1");
        }

        scenario.FinishAndCompare(worker);
        if (Directory.Exists(folder.FullName))
        {
            folder.Delete(recursive: true);
        }
    }

    [TestCase("compact", 3, "has 3 partitions; it must have 4")]
    [TestCase("delete", 4, "has cleanup.policy=delete; it must be compact")]
    public void Worker_StateTopicOfAnotherLayout_NamesIt(string cleanup, int partitions, string complaint)
    {
        var name = $"layout-{cleanup}-{partitions}";
        using var scenario = new Scenario(RealCluster.Of(brokers: 1), name, capture: FaultCapture.Short);
        scenario.CreateTopic(
            scenario.StateTopic, partitions, new Dictionary<string, string> { ["cleanup.policy"] = cleanup });
        var worker = scenario.StartWorker(HealthPage.Arguments);
        worker.WaitForLog($"topic {scenario.StateTopic} {complaint}");
        using var page = new HealthPage(worker);
        page.WaitUntil(HttpStatusCode.ServiceUnavailable, complaint);
        worker.Stop();
    }

    /// <summary>A transaction with a record in each partition of the state topic.</summary>
    private static IProducer<byte[], byte[]> OpenTransaction(Scenario scenario)
    {
        var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = scenario.Cluster.Servers,
            TransactionalId = $"{scenario.Name}-open",
        }).SetLogHandler((_, _) => { }).Build();
        producer.InitTransactions(TimeSpan.FromSeconds(30));
        producer.BeginTransaction();
        for (var partition = 0; partition < scenario.Partitions; partition++)
        {
            var message = new Message<byte[], byte[]> { Key = "foreign"u8.ToArray(), Value = [] };
            producer.Produce(new TopicPartition(scenario.StateTopic, partition), message);
        }

        producer.Flush(TimeSpan.FromSeconds(30));
        return producer;
    }
}
