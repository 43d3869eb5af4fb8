using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Kafka.Tests.Consuming;

/// <summary>Readers in a group (cooperative-sticky): handlers, rebalances, errors.</summary>
public sealed class ReaderGroupTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(20);

    [Test]
    public void Read_RebalancesMeanwhile_LosesAndRepeatsNothing()
    {
        using var topic = new ReadTopic("group-rebalance", partitions: 8);
        topic.WriteNumbers(100_000);
        var written = 100_000;
        var all = new Dictionary<int, List<long>>();
        var first = new Member(topic, all);
        Member[] members = [first];
        void Step()
        {
            topic.WriteNumbers(800);
            written += 800;
            foreach (var member in members)
            {
                member.Read(Wait);
            }
        }

        Patience.Until(() => first.Next.Count == 8, "the first to have all partitions", Step);
        for (var round = 0; round < 5; round++)
        {
            var second = new Member(topic, all);
            members = [first, second];
            Patience.Until(() => second.Next.Count == 4 && first.Next.Count == 4, "the partitions to be shared", Step);
            second.Close();
            members = [first];
            Patience.Until(() => first.Next.Count == 8, "the first to have all partitions again", Step);
        }

        Patience.Until(() => all.Values.Sum(offsets => offsets.Count) >= written, "all records",
            () => first.Read(Wait));
        all.Should().HaveCount(8);
        foreach (var offsets in all.Values)
        {
            offsets.Should().Equal(Enumerable.Range(0, written / 8).Select(i => (long)i));
        }

        first.Strangers.Should().Be(0, "no record comes of a partition whose revocation has been handled");
    }

    [Test]
    public void Read_AssignedHandlerThrows_ThrowsTheSame()
    {
        using var topic = new ReadTopic("group-assigned-throws", partitions: 2);
        topic.WriteNumbers(100);
        var failure = new InvalidDataException("no state for these");
        var guard = new HandlerGuard();
        var consumer = topic.Open(topic.Builder(topic.Name)
            .SetPartitionsAssignedHandler((_, _) => guard.Run(() => throw failure)));
        consumer.Subscribe(topic.Name);
        var reader = new RecordReader(consumer, guard);
        var taken = new Taken();

        var reading = () => Patience.Until(() => false, "the exception", () => reader.Read(Wait, taken));

        reading.Should().Throw<InvalidDataException>().Which.Should().BeSameAs(failure);
        taken.Records.Should().BeEmpty("what the handler was to prepare is not there");
        var again = () => reader.Read(Wait, taken);
        again.Should().NotThrow("an exception is told once");
    }

    [Test]
    public void Read_RevokedHandlerThrows_ThrowsTheSame()
    {
        using var topic = new ReadTopic("group-revoked-throws", partitions: 2);
        topic.WriteNumbers(100);
        var failure = new InvalidDataException("cannot hand over");
        var guard = new HandlerGuard();
        var consumer = topic.Open(topic.Builder(topic.Name)
            .SetPartitionsRevokedHandler((_, _) => guard.Run(() => throw failure)));
        consumer.Subscribe(topic.Name);
        var reader = new RecordReader(consumer, guard);
        var taken = new Taken();
        Patience.Until(() => taken.Ends.Count == 2, "both partitions", () => reader.Read(Wait, taken));

        var other = new Member(topic, []);
        var reading = () => Patience.Until(() => false, "the exception", () =>
        {
            other.Read(Wait);
            reader.Read(Wait, taken);
        });

        reading.Should().Throw<InvalidDataException>().Which.Should().BeSameAs(failure);
    }

    [Test]
    public void ThrowKept_HandlerThatThrewInClose_ThrowsTheSame()
    {
        using var topic = new ReadTopic("group-close-throws", partitions: 1);
        var failure = new InvalidDataException("cannot hand over");
        var guard = new HandlerGuard();
        var consumer = topic.Open(topic.Builder(topic.Name)
            .SetPartitionsRevokedHandler((_, _) => guard.Run(() => throw failure)));
        consumer.Subscribe(topic.Name);
        var reader = new RecordReader(consumer, guard);
        var taken = new Taken();
        Patience.Until(() => taken.Ends.Count == 1, "the partition", () => reader.Read(Wait, taken));
        consumer.Close();

        guard.Invoking(kept => kept.ThrowKept()).Should().Throw<InvalidDataException>()
            .Which.Should().BeSameAs(failure);
    }

    [Test]
    public void Read_StatisticsHandlerThrows_ThrowsTheSame()
    {
        using var topic = new ReadTopic("group-statistics", partitions: 1);
        var failure = new InvalidDataException("no place for statistics");
        var consumer = topic.Open(topic.Builder(topic.Name, config => config.StatisticsIntervalMs = 100)
            .SetStatisticsHandler((_, _) => throw failure));
        var reader = new RecordReader(consumer);

        var reading = () => Patience.Until(() => false, "the exception", () => reader.Read(Wait, new Taken()));

        reading.Should().Throw<InvalidDataException>().Which.Should().BeSameAs(failure);
    }

    [Test]
    public void Read_TopicThatIsNotThere_TellsAndGoesOn()
    {
        using var topic = new ReadTopic("group-errors", partitions: 1);
        var consumer = topic.Open(topic.Builder(topic.Name));
        consumer.Subscribe("group-errors-missing");
        var errors = new List<Error>();
        var reader = new RecordReader(consumer, failed: errors.Add);
        var taken = new Taken();

        Patience.Until(() => errors.Count > 0, "the error", () => reader.Read(Wait, taken));

        reader.Failures.Should().Be(errors.Count);
        errors[0].Code.Should().Be(ErrorCode.UnknownTopicOrPart);
        errors[0].Reason.Should().Contain("group-errors-missing");
        consumer.Subscribe(topic.Name);
        topic.WriteNumbers(1);
        Patience.Until(() => taken.Records.Count == 1, "the record", () => reader.Read(Wait, taken));
    }

    [Test]
    public void Read_FencedMember_ThrowsWhatIsFatal()
    {
        using var topic = new ReadTopic("group-fenced", partitions: 1);
        var consumer = topic.Open(topic.Builder(topic.Name, config => config.GroupInstanceId = "twin"));
        consumer.Subscribe(topic.Name);
        var reader = new RecordReader(consumer);
        var taken = new Taken();
        Patience.Until(() => taken.Ends.Count == 1, "the partition", () => reader.Read(Wait, taken));
        var twin = topic.Open(topic.Builder(topic.Name, config => config.GroupInstanceId = "twin"));
        twin.Subscribe(topic.Name);
        var ofTwin = new RecordReader(twin);

        var reading = () => Patience.Until(() => false, "the exception", () =>
        {
            ofTwin.Read(Wait, new Taken());
            reader.Read(Wait, taken);
        });

        reading.Should().Throw<KafkaException>().Which.Error.IsFatal.Should().BeTrue();
    }

    [Test]
    public void Read_LongerThanThePollInterval_StaysInTheGroup()
    {
        using var topic = new ReadTopic("group-interval", partitions: 1);
        var consumer = topic.Open(topic.Builder(topic.Name, config =>
        {
            // The least that a broker allows.
            config.SessionTimeoutMs = 6_000;
            config.MaxPollIntervalMs = 6_000;
        }));
        consumer.Subscribe(topic.Name);
        var reader = new RecordReader(consumer, failed: error => throw new KafkaException(error));
        var taken = new Taken();
        Patience.Until(() => taken.Ends.Count == 1, "the partition", () => reader.Read(Wait, taken));

        var start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(8))
        {
            reader.Read(Wait, taken);
        }

        consumer.Assignment.Should().ContainSingle();
    }

    /// <summary>Commits what it has taken when a partition goes, and keeps the offset it expects of each.</summary>
    private sealed class Member : IRecordReceiver
    {
        private readonly IConsumer<Ignore, Ignore> _consumer;
        private readonly RecordReader _reader;
        private readonly Dictionary<int, List<long>> _all;
        private readonly HandlerGuard _guard = new();
        private readonly int _thread = Environment.CurrentManagedThreadId;
        private bool _isReading;

        public Member(ReadTopic topic, Dictionary<int, List<long>> all)
        {
            _all = all;
            _consumer = topic.Open(topic.Builder(topic.Name)
                .SetPartitionsAssignedHandler((_, partitions) => Handle(() =>
                    partitions.ForEach(partition => Next.Add(partition.Partition, -1))))
                .SetPartitionsRevokedHandler((consumer, partitions) => Handle(() => Release(consumer, partitions))));
            _consumer.Subscribe(topic.Name);
            _reader = new RecordReader(_consumer, _guard, error => throw new KafkaException(error));
        }

        /// <summary>Own partitions and the offset that comes next; -1 before the first.</summary>
        public Dictionary<int, long> Next { get; } = [];

        /// <summary>Records of partitions that are not its own.</summary>
        public int Strangers { get; private set; }

        public void Read(TimeSpan wait)
        {
            _isReading = true;
            _reader.Read(wait, this);
            _isReading = false;
        }

        public void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            if (!Next.TryGetValue(head.Partition, out var next))
            {
                Strangers++;
                return;
            }

            if (head.Offset >= next)
            {
                Next[head.Partition] = head.Offset + 1;
                if (!_all.TryGetValue(head.Partition, out var offsets))
                {
                    _all[head.Partition] = offsets = [];
                }

                offsets.Add(head.Offset);
            }
        }

        public void ReachedEnd(int partition, long offset)
        {
        }

        public void Close()
        {
            _isReading = true;
            _consumer.Close();
            _guard.ThrowKept();
        }

        private void Handle(Action action) => _guard.Run(() =>
        {
            _isReading.Should().BeTrue("handlers run inside of Read or Close");
            Environment.CurrentManagedThreadId.Should().Be(_thread, "handlers run on the thread that reads");
            action();
        });

        private void Release(IConsumer<Ignore, Ignore> consumer, List<TopicPartitionOffset> partitions)
        {
            var positions = partitions.Where(partition => Next[partition.Partition] >= 0)
                .Select(partition => new TopicPartitionOffset(partition.TopicPartition, Next[partition.Partition]));
            consumer.Commit(positions);
            partitions.ForEach(partition => Next.Remove(partition.Partition));
        }
    }
}
