using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Kafka.Tests.Options;

public sealed class KafkaOptionsTests
{
    [TestCase("localhost:9092")]
    [TestCase("a:1,b.example:65535,[::1]:9092")]
    public void Validate_Servers_AreTaken(string servers) =>
        new KafkaOptions { BootstrapServers = servers }.Validate().Should().BeEmpty();

    [TestCase("")]
    [TestCase("localhost")]
    [TestCase(":9092")]
    [TestCase("a:0")]
    [TestCase("a:65536")]
    [TestCase("a:1,,b:2")]
    [TestCase("http://a:1")]
    public void Validate_WrongServers_AreNamed(string servers) =>
        new KafkaOptions { BootstrapServers = servers }.Validate()
            .Should().ContainSingle().Which.Should().StartWith("Kafka:BootstrapServers '");

    [TestCase("")]
    [TestCase(".")]
    [TestCase("a b")]
    [TestCase("späti")]
    public void Validate_WrongTopic_IsNamed(string topic) =>
        new KafkaOptions { BootstrapServers = "a:1", Topics = new() { AccessEvents = topic } }.Validate()
            .Should().ContainSingle().Which.Should().StartWith($"Kafka:Topics:AccessEvents '{topic}'");

    [Test]
    public void Validate_PropertyThatIsSetOtherwise_IsNamed()
    {
        var options = new KafkaOptions { BootstrapServers = "a:1" };
        options = options with { Properties = options.Properties.Add("bootstrap.servers", "b:2") };

        options.Validate().Should().ContainSingle().Which.Should().Contain("'bootstrap.servers'");
    }
}
