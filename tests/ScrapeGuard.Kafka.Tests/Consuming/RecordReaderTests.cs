using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Kafka.Tests.Consuming;

/// <summary>What is written is what is read: against the real broker.</summary>
public sealed class RecordReaderTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(100);

    [TestCase(CompressionType.None)]
    [TestCase(CompressionType.Lz4)]
    [TestCase(CompressionType.Gzip)]
    public void Read_SeveralPartitions_GivesEachRecordOnceInOrderWithItsBytes(CompressionType compression)
    {
        const int Records = 5_000;
        const int Seed = 1;
        const long Millis = 1_772_366_400_000;
        var random = new Random(Seed);
        using var topic = new ReadTopic($"reader-bytes-{compression}", partitions: 4, compression);
        var written = Enumerable.Range(0, Records).Select(i =>
            new Taken.Record(random.Next(4), 0, Millis + i, SomeBytes(random, 40), SomeBytes(random, 2_000))).ToList();
        written[1_234] = written[1_234] with { Value = new byte[900_000] };
        random.NextBytes(written[1_234].Value!);
        foreach (var record in written)
        {
            topic.Write(record.Partition, record.Key, record.Value, record.Millis);
        }

        topic.Flush();
        var taken = ReadToTheEnds(topic);

        taken.Records.Should().HaveCount(Records);
        for (var partition = 0; partition < 4; partition++)
        {
            var expected = written.Where(record => record.Partition == partition)
                .Select((record, i) => record with { Offset = i }).ToList();
            var actual = taken.Records.Where(record => record.Partition == partition).ToList();
            actual.Select(Text).Should().Equal(expected.Select(Text), $"seed {Seed}");
            taken.Ends[partition].Should().Be(expected.Count, "that is the next offset to read");
        }
    }

    [Test]
    public void Read_NullAndEmpty_AreToldApart()
    {
        using var topic = new ReadTopic("reader-nulls", partitions: 1);
        topic.Write(0, key: null, value: []);
        topic.Write(0, key: [], value: null);
        topic.Write(0, key: [1], value: [2]);
        topic.Flush();

        var records = ReadToTheEnds(topic).Records;

        records.Select(record => (record.Key?.Length, record.Value?.Length)).Should()
            .Equal((null, 0), (0, null), (1, 1));
    }

    [Test]
    public void Read_PausedPartition_GivesNothingUntilItIsResumed()
    {
        using var topic = new ReadTopic("reader-pause", partitions: 2);
        var consumer = topic.ConsumerOfAll();
        var reader = new RecordReader(consumer);
        var taken = new Taken();
        for (var round = 0; round < 20; round++)
        {
            topic.WriteNumbers(2_000);
            reader.Read(Wait, taken);
            consumer.Pause([new TopicPartition(topic.Name, 1)]);
            var ofPaused = taken.Records.Count(record => record.Partition == 1);
            var others = (round + 1) * 1_000;
            Patience.Until(() => taken.Records.Count(record => record.Partition == 0) == others,
                "the partition that is not paused", () => reader.Read(Wait, taken));

            taken.Records.Count(record => record.Partition == 1).Should().Be(ofPaused);
            consumer.Resume([new TopicPartition(topic.Name, 1)]);
        }

        Patience.Until(() => taken.Records.Count >= 40_000, "all records", () => reader.Read(Wait, taken));
        foreach (var ofPartition in taken.Records.GroupBy(record => record.Partition))
        {
            ofPartition.Select(record => record.Offset).Should()
                .Equal(Enumerable.Range(0, 20_000).Select(i => (long)i));
        }
    }

    [Test]
    public void Read_AfterSeek_GoesOnFromThere()
    {
        using var topic = new ReadTopic("reader-seek", partitions: 1);
        topic.WriteNumbers(10_000);
        var consumer = topic.ConsumerOfAll();
        var reader = new RecordReader(consumer);
        var taken = new Taken();
        Patience.Until(() => taken.Records.Count > 0, "records", () => reader.Read(Wait, taken));

        consumer.Seek(new TopicPartitionOffset(topic.Name, 0, 9_990));
        taken.Records.Clear();
        taken.Ends.Clear();
        Patience.Until(() => taken.Ends.Count == 1, "the end", () => reader.Read(Wait, taken));

        taken.Records.Select(record => record.Offset).Should().Equal(Enumerable.Range(9_990, 10).Select(i => (long)i));
    }

    [Test]
    public void Read_ReceiverThatThrows_GoesOnBehindThatRecord()
    {
        using var topic = new ReadTopic("reader-throws", partitions: 1);
        topic.WriteNumbers(3);
        var consumer = topic.ConsumerOfAll();
        var reader = new RecordReader(consumer);
        var reading = () => Patience.Until(() => false, "the exception", () => reader.Read(Wait, new Refusing()));
        reading.Should().Throw<InvalidDataException>().WithMessage("offset 0");

        var taken = new Taken();
        Patience.Until(() => taken.Ends.Count == 1, "the end", () => reader.Read(Wait, taken));

        taken.Records.Select(record => record.Offset).Should().Equal(1, 2);
    }

    [Test]
    public void Read_ClosedConsumer_Throws()
    {
        using var topic = new ReadTopic("reader-closed", partitions: 1);
        topic.WriteNumbers(10_000);
        var consumer = topic.ConsumerOfAll();
        var reader = new RecordReader(consumer);
        var taken = new Taken();
        Patience.Until(() => taken.Records.Count > 0, "records", () => reader.Read(Wait, taken));
        consumer.Close();

        var reading = () => reader.Read(Wait, taken);

        reading.Should().Throw<ObjectDisposedException>();
    }

    [Test]
    public void Read_ManyRecords_AllocatesNothingForThem()
    {
        const int Records = 200_000;

        // Code that runs here for the first time, and a tenth of a byte a record.
        const int OfTheRuntime = 20_000;
        using var topic = new ReadTopic("reader-allocations", partitions: 4, CompressionType.Lz4);
        topic.WriteNumbers(Records);
        var consumer = topic.ConsumerOfAll();
        var reader = new RecordReader(consumer);
        var counting = new Counting();
        Patience.Until(() => counting.Records > 0, "records", () => reader.Read(Wait, counting));

        var (before, first) = (GC.GetAllocatedBytesForCurrentThread(), counting.Records);
        while (counting.Ends < topic.Partitions)
        {
            reader.Read(Wait, counting);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        counting.Records.Should().Be(Records);
        allocated.Should().BeLessThan(OfTheRuntime, $"{Records - first} records were read");
    }

    private static Taken ReadToTheEnds(ReadTopic topic)
    {
        var consumer = topic.ConsumerOfAll();
        var reader = new RecordReader(consumer);
        var taken = new Taken();
        Patience.Until(() => taken.Ends.Count == topic.Partitions, "the ends", () => reader.Read(Wait, taken));
        return taken;
    }

    /// <summary>Mostly bytes, sometimes none, sometimes null.</summary>
    private static byte[]? SomeBytes(Random random, int most)
    {
        if (random.Next(10) == 0)
        {
            return null;
        }

        var bytes = new byte[random.Next(10) == 0 ? 0 : random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Text(Taken.Record record) =>
        $"{record.Offset} {record.Millis} {Hex(record.Key)} {Hex(record.Value)}";

    private static string Hex(byte[]? bytes) => bytes is null ? "null" : $"'{Convert.ToHexString(bytes)}'";

    private sealed class Refusing : IRecordReceiver
    {
        public void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
            throw new InvalidDataException($"offset {head.Offset}");

        public void ReachedEnd(int partition, long offset)
        {
        }
    }

    private sealed class Counting : IRecordReceiver
    {
        public int Records { get; private set; }

        public int Ends { get; private set; }

        public void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Records++;

        public void ReachedEnd(int partition, long offset) => Ends++;
    }
}
