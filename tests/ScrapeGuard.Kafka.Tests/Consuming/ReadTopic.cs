using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ScrapeGuard.Kafka.Consuming;

namespace ScrapeGuard.Kafka.Tests.Consuming;

/// <summary>
/// A topic of the real broker: makes it, writes to it, makes consumers of it, and closes them.
/// </summary>
internal sealed class ReadTopic : IDisposable
{
    private readonly string _servers = RealBroker.Servers;
    private readonly IProducer<byte[]?, byte[]?> _producer;
    private readonly List<IConsumer<Ignore, Ignore>> _consumers = [];

    public ReadTopic(string name, int partitions, CompressionType compression = CompressionType.None)
    {
        Name = name;
        Partitions = partitions;
        using var admin = new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _servers })
            .SetLogHandler((_, _) => { }).Build();
        admin.CreateTopicsAsync([new TopicSpecification { Name = name, NumPartitions = partitions }])
            .GetAwaiter().GetResult();
        var config = new ProducerConfig
        {
            BootstrapServers = _servers,
            EnableIdempotence = true,
            CompressionType = compression,
            LingerMs = 5,
        };
        _producer = new ProducerBuilder<byte[]?, byte[]?>(config).SetLogHandler((_, _) => { }).Build();
    }

    public string Name { get; }

    public int Partitions { get; }

    public void Write(int partition, byte[]? key, byte[]? value, long millis = 0)
    {
        var message = new Message<byte[]?, byte[]?> { Key = key, Value = value };
        if (millis > 0)
        {
            message.Timestamp = new Timestamp(millis, TimestampType.CreateTime);
        }

        _producer.Produce(new TopicPartition(Name, partition), message);
    }

    /// <summary>Waits until all is written.</summary>
    public void Flush() =>
        _producer.Flush(TimeSpan.FromSeconds(60)).Should().Be(0, "the broker is to take the records");

    /// <summary>So many numbered records to each partition in turn.</summary>
    public void WriteNumbers(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Write(i % Partitions, key: null, BitConverter.GetBytes(i));
            if (i % 50_000 == 49_999)
            {
                // The producer's queue has room for 100,000.
                Flush();
            }
        }

        Flush();
    }

    /// <summary>A consumer that is in no group: all partitions from their beginning.</summary>
    public IConsumer<Ignore, Ignore> ConsumerOfAll()
    {
        var consumer = Open(Builder($"{Name}-all"));
        consumer.Assign(Enumerable.Range(0, Partitions)
            .Select(partition => new TopicPartitionOffset(Name, partition, Offset.Beginning)));
        return consumer;
    }

    public IConsumer<Ignore, Ignore> Open(ConsumerBuilder<Ignore, Ignore> builder)
    {
        var consumer = builder.Build();
        _consumers.Add(consumer);
        return consumer;
    }

    public ConsumerBuilder<Ignore, Ignore> Builder(string group, Action<ConsumerConfig>? more = null)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = _servers,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
            HeartbeatIntervalMs = 200,
        };
        ReaderDefaults.Apply(config);
        more?.Invoke(config);
        return new ConsumerBuilder<Ignore, Ignore>(config).SetLogHandler((_, _) => { });
    }

    public void Dispose()
    {
        foreach (var consumer in _consumers)
        {
            try
            {
                // An assignment that waits for its handler when Close begins is never ended: librdkafka 2.0.2 hangs.
                consumer.Consume(TimeSpan.Zero);
                consumer.Close();
            }
            catch (Exception exception)
                when (exception is ObjectDisposedException or KafkaException or InvalidDataException)
            {
                // Closed by the test, or has failed as the test wants it.
            }
        }

        _producer.Dispose();
    }
}
