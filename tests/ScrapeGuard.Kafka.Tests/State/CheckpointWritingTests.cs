using Confluent.Kafka;
using ScrapeGuard.Kafka.State;

namespace ScrapeGuard.Kafka.Tests.State;

public sealed class CheckpointWritingTests
{
    private const int Parts = 2_000;

    [Test]
    public async Task FinishAsync_PartsDeliveredWhileOthersComeIn_NamesEachOffset()
    {
        for (var run = 0; run < 50; run++)
        {
            var last = -1L;
            var delivered = new List<Task>();
            var writing = new CheckpointWriting(1, "owner", (_, _, report) => delivered.Add(Task.Run(() =>
                report(new DeliveryReport<byte[], byte[]?>
                {
                    Error = new Error(ErrorCode.NoError),
                    TopicPartitionOffset = new TopicPartitionOffset("t", 0, Interlocked.Increment(ref last)),
                }))));
            for (var part = 0; part < Parts; part++)
            {
                writing.TakeAccounts([]);
            }

            writing.TakeHead([]);
            var finishing = writing.FinishAsync();
            await Task.WhenAll(delivered);

            var written = await finishing.WaitAsync(TimeSpan.FromSeconds(30));
            written.Accounts.Offsets.Append(written.Head).Order().Should().Equal(
                Enumerable.Range(0, Parts + 1).Select(offset => (long)offset), $"run {run}");
        }
    }
}
