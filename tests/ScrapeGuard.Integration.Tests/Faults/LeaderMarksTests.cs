using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ScrapeGuard.Integration.Tests.Brokers;
using ScrapeGuard.Integration.Tests.Workers;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Integration.Tests.Faults;

/// <summary>
/// A worker once hung for as long as a broker was away, for it asked the leader that was gone where a partition ends.
/// </summary>
internal sealed class LeaderMarksTests
{
    private const int Brokers = 3;
    private const string Topic = "leader-marks";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TopicPartition Only = new(Topic, 0);

    [Test]
    public void EndOf_LeaderGone_GivesUpAndFindsItAgain()
    {
        var cluster = RealCluster.Of(Brokers);
        var leader = CreateTopic(cluster);
        using var consumer = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = cluster.Servers,
            GroupId = Topic,
        }).SetLogHandler((_, _) => { }).Build();
        Wait.Until(() => Knows(consumer), () => "all brokers are to know the new topic");

        cluster.Stop(leader, hard: true);
        try
        {
            var asking = Task.Run(() => LeaderMarks.EndOf(consumer, Only, Patience));
            Wait.Until(() => asking.IsCompleted, () => "it is to give up");
            asking.Exception!.InnerException.Should().BeAssignableTo<KafkaException>();
        }
        finally
        {
            cluster.Start();
        }

        Wait.Until(() => Knows(consumer), () => "the leader is back");
    }

    /// <summary>Makes a topic of one partition on one broker, and tells which.</summary>
    private static int CreateTopic(LocalCluster cluster)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = cluster.Servers })
            .SetLogHandler((_, _) => { }).Build();
        var topic = new TopicSpecification { Name = Topic, NumPartitions = 1, ReplicationFactor = 1 };
        admin.CreateTopicsAsync([topic]).GetAwaiter().GetResult();
        var leader = -1;
        Wait.Until(
            () => (leader = admin.GetMetadata(Topic, Patience).Topics.Single().Partitions.Single().Leader) > 0,
            () => "the topic is to have a leader");
        return leader;
    }

    private static bool Knows(IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            return LeaderMarks.BeginOf(consumer, Only, Patience) == 0
                && LeaderMarks.EndOf(consumer, Only, Patience) == 0;
        }
        catch (KafkaException)
        {
            return false;
        }
    }
}
