using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Kafka.Tests.Actioning;

/// <summary>Against a real broker: what the workers write there, and what an actioner learns of it.</summary>
public sealed class AccountCountTests
{
    [Test]
    public void Look_NoWorkerHasEverBeenThere_KnowsNothingAndMakesNoTopic()
    {
        var options = OptionsOf("accounts-none");
        var count = new AccountCount(options, NullLogger.Instance, TimeProvider.System);

        count.Look(CancellationToken.None);
        count.Look(CancellationToken.None);

        count.Count.Should().BeNull();
    }

    [Test]
    public async Task Look_CheckpointsOfSomePartitions_KnowsTheSumAndFollowsIt()
    {
        var options = OptionsOf("accounts-some");
        var count = new AccountCount(options, NullLogger.Instance, TimeProvider.System);
        await WriteAsync(options, (0, "a", 1_000), (1, "b", 500));
        count.Look(CancellationToken.None);
        count.Count.Should().Be(1_500);

        await WriteAsync(options, (0, "a", 1_200));
        count.Look(CancellationToken.None);

        count.Count.Should().Be(1_700);
    }

    [Test]
    public async Task Look_BrokersThatDoNotAnswer_LeavesWhatWasKnown()
    {
        var options = OptionsOf("accounts-away");
        await WriteAsync(options, (0, "a", 9));
        var count = new AccountCount(options, NullLogger.Instance, TimeProvider.System);
        count.Look(CancellationToken.None);
        var away = new AccountCount(
            options with { BootstrapServers = "127.0.0.1:1" }, NullLogger.Instance, TimeProvider.System);

        away.Look(CancellationToken.None);

        (count.Count, away.Count).Should().Be((9, null));
    }

    private static async Task WriteAsync(
        KafkaOptions options, params (int Partition, string Owner, long Accounts)[] told)
    {
        // The writer has the topic of access events in hand; here it is the one of profiles.
        var asEvents = options with { Topics = options.Topics with { AccessEvents = options.Topics.Profiles } };
        using var writer = await TopicWriter.OpenAsync(asEvents, partitions: 1);
        foreach (var (partition, owner, accounts) in told)
        {
            var manifest = new CheckpointManifest
            {
                Number = 1,
                LiveFrom = 1,
                Offset = 0,
                Epoch = 0,
                ScanFrom = 0,
                Accounts = accounts,
            };
            var key = new ProfileKey(ProfileKind.Checkpoint, partition, 1, owner);
            writer.TryWrite(key.ToBytes(), manifest.ToBytes(), CancellationToken.None).Should().BeTrue();
        }

        writer.Finish(CancellationToken.None).Should().BeTrue();
    }

    private static KafkaOptions OptionsOf(string name)
    {
        var options = new KafkaOptions { BootstrapServers = RealBroker.Servers };
        return options with { Topics = options.Topics with { Profiles = name } };
    }
}
