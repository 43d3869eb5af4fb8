using System.Text;
using Confluent.Kafka;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Tests.Brokers;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Kafka.Tests.Topics;

public sealed class TopicWriterTests
{
    [Test]
    public async Task TryWrite_ManyKeys_KeepsEachKeysOrderAndLosesNothing()
    {
        const int Records = 20_000;
        var options = OptionsOf("writer-order");
        using (var writer = await TopicWriter.OpenAsync(options, partitions: 4))
        {
            for (var i = 0; i < Records; i++)
            {
                writer.TryWrite(Bytes($"key-{i % 50}"), Bytes($"{i}"), CancellationToken.None).Should().BeTrue();
            }

            writer.Finish(CancellationToken.None).Should().BeTrue();
            writer.Written.Should().Be(Records);
        }

        var records = TopicReading.All(options.BootstrapServers, options.Topics.AccessEvents);
        records.Should().HaveCount(Records);
        records.Select(record => record.Partition).Distinct().Should().HaveCount(4);
        foreach (var ofKey in records.GroupBy(record => record.Key))
        {
            ofKey.Select(record => int.Parse(record.Value)).Should().BeInAscendingOrder().And.HaveCount(Records / 50);
            ofKey.Select(record => record.Partition).Distinct().Should().ContainSingle();
        }
    }

    [Test]
    public async Task OpenAsync_TopicThatIsThere_IsLeftAsItIs()
    {
        var options = OptionsOf("writer-twice");
        (await TopicWriter.OpenAsync(options, partitions: 3)).Dispose();
        (await TopicWriter.OpenAsync(options, partitions: 5)).Dispose();

        TopicReading.PartitionsOf(options.BootstrapServers, options.Topics.AccessEvents).Should().Be(3);
    }

    [Test]
    public async Task OpenAsync_UnknownProperty_IsRefusedWithItsName()
    {
        var options = new KafkaOptions { BootstrapServers = RealBroker.Servers };
        options = options with { Properties = options.Properties.Add("no.such.thing", "secret-value") };

        var opening = () => TopicWriter.OpenAsync(options, partitions: 1);

        (await opening.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should()
            .Contain("no.such.thing").And.NotContain("secret-value");
    }

    [Test]
    public async Task OpenAsync_TopicTheBrokerRefuses_Throws()
    {
        var options = OptionsOf("writer-refused");

        var opening = () => TopicWriter.OpenAsync(options, partitions: -7);

        await opening.Should().ThrowAsync<Exception>().Where(e => e is KafkaException || e is ArgumentException);
    }

    private static KafkaOptions OptionsOf(string topic) =>
        new() { BootstrapServers = RealBroker.Servers, Topics = new() { AccessEvents = topic } };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
