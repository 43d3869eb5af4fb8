using Confluent.Kafka;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Benchmarks.Kafka;

/// <summary>
/// Reading a whole topic, from a new consumer's first fetch to the end of every partition: a bare loop over
/// Confluent.Kafka's <c>Consume</c>, and the reader. The processor time is that of this process, so without the
/// broker's.
/// </summary>
internal sealed class KafkaBenchmark(BenchmarkTopic topic)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, List<double>> _nanoseconds = [];

    /// <summary>Calls <c>Consume</c> and does nothing with the records. Returns their number.</summary>
    public long Consume(bool fetching)
    {
        using var consumer = topic.Open<byte[], byte[]>(fetching);
        var records = 0L;
        for (var ended = 0; ended < BenchmarkTopic.Partitions;)
        {
            var result = consumer.Consume(Wait) ?? throw new TimeoutException("the broker gives no more records");
            if (result.IsPartitionEOF)
            {
                ended++;
            }
            else
            {
                records++;
            }
        }

        return records;
    }

    /// <summary>Reads the records and does nothing with them. Returns their number.</summary>
    public long Read() => Read(new Counting());

    /// <summary>Reads the records and decodes them. Returns the number of events.</summary>
    public long Decode() => Read(new Decoding());

    /// <summary>Runs one way to read and notes the processor time of an event.</summary>
    public void Measured(string name, Func<long> read)
    {
        var before = Environment.CpuUsage.TotalTime;
        var records = read();
        var spent = Environment.CpuUsage.TotalTime - before;
        if (!_nanoseconds.TryGetValue(name, out var all))
        {
            _nanoseconds[name] = all = [];
        }

        all.Add(spent.TotalNanoseconds / records);
    }

    /// <summary>The processor time of an event, by median over the last so many runs.</summary>
    public void PrintProcessorTime(TextWriter output, int rounds)
    {
        foreach (var (name, all) in _nanoseconds)
        {
            var sorted = all[^rounds..].Order().ToArray();
            output.WriteLine($"{name}: {sorted[sorted.Length / 2]:N0} ns of processor time an event "
                + $"({sorted[0]:N0} to {sorted[^1]:N0})");
        }
    }

    private long Read(Counting receiver)
    {
        using var consumer = topic.Open<Ignore, Ignore>();
        var reader = new RecordReader(consumer, failed: error => throw new KafkaException(error));
        while (receiver.Ends < BenchmarkTopic.Partitions)
        {
            var (records, ends) = (receiver.Records, receiver.Ends);
            reader.Read(Wait, receiver);
            if (receiver.Records == records && receiver.Ends == ends)
            {
                throw new TimeoutException("the broker gives no more records");
            }
        }

        return receiver.Records;
    }

    private class Counting : IRecordReceiver
    {
        public long Records { get; private set; }

        public int Ends { get; private set; }

        public virtual void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) => Records++;

        public void ReachedEnd(int partition, long offset) => Ends++;
    }

    private sealed class Decoding : Counting
    {
        private const int EventsPerBatch = 4_096;

        private readonly EventBatch _batch = new(EventsPerBatch);
        private readonly byte[] _padded = new byte[EventLimits.MaxLineBytes + AccessEventDecoder.PaddingBytes];

        public override void Receive(in RecordHead head, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        {
            base.Receive(in head, key, value);
            if (_batch.Count == EventsPerBatch)
            {
                _batch.Clear();
            }

            // The quick decoder reads whole vectors, and the library's memory may end with the value.
            value.CopyTo(_padded);
            if (AccessEventDecoder.Decode(_padded, 0, value.Length, _batch) is not DecodeError.None and var error)
            {
                throw new InvalidDataException($"partition {head.Partition}, offset {head.Offset}: {error}");
            }
        }
    }
}
