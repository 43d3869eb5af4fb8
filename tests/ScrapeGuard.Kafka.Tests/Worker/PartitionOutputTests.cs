using ScrapeGuard.Kafka.State;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Tests.Worker;

public sealed class PartitionOutputTests
{
    [Test]
    public void StateRecords_SomeWrittenBeforeAKill_KnowNoAdvanceBeyondTheProgress()
    {
        var output = new PartitionOutput(0, new PartitionProgress(12, 3), [], [], [], [(10, 500), (12, 700)]);

        var records = output.StateRecords().ToList();

        records.Should().HaveCount(3);
        records[0].Key.Should().Equal(StateKey.Progress, "a first part of the records never has an advance alone");
        PartitionProgress.TryRead(records[0].Value).Should().Be(new PartitionProgress(12, 3));
        records.Skip(1).Select(record => AdvancedAt(record.Key)).Should().Equal(10, 12);
        records.Skip(1).Select(record => BitConverter.ToInt64(record.Value)).Should().Equal(500, 700);
    }

    private static long AdvancedAt(byte[] key) => StateKey.TryReadAdvance(key, out var offset) ? offset : -1;
}
