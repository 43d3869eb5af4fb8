using Confluent.Kafka;
using Confluent.Kafka.Admin;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Kafka.Topics;

/// <summary>
/// Writes records to a topic, each once and each key's in order (idempotent producer, all replicas). Records carry the
/// time of writing: with the event's own time the broker's retention would delete old traffic as soon as it is
/// replayed.
/// </summary>
public sealed class TopicWriter : IDisposable
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AdminTime = TimeSpan.FromSeconds(30);

    private readonly IProducer<byte[], byte[]> _producer;
    private readonly string _topic;
    private readonly Action<DeliveryReport<byte[], byte[]>> _delivered;
    private long _written;
    private volatile string? _failure;

    private TopicWriter(IProducer<byte[], byte[]> producer, string topic)
    {
        _producer = producer;
        _topic = topic;
        _delivered = Note;
    }

    /// <summary>Records that the broker has confirmed.</summary>
    public long Written => Interlocked.Read(ref _written);

    /// <summary>Why records could not be written; null while all is well.</summary>
    public string? Failure => _failure;

    /// <summary>Connects, and makes the topic if it is not there.</summary>
    /// <param name="options">Where and how; must be valid.</param>
    /// <param name="partitions">Partitions of a topic that has to be made.</param>
    /// <exception cref="KafkaException">The broker cannot be reached, or refuses.</exception>
    public static async Task<TopicWriter> OpenAsync(KafkaOptions options, int partitions)
    {
        // Properties of the user come first: what follows is what the promise of order and once-only rests on.
        var config = new ProducerConfig(options.Properties.ToDictionary())
        {
            BootstrapServers = options.BootstrapServers,
            EnableIdempotence = true,
            Acks = Acks.All,
        };
        config.LingerMs ??= 20;
        config.CompressionType ??= CompressionType.Lz4;
        await MakeTopicAsync(config, options.Topics.AccessEvents, partitions);

        // Whether a record arrived is all that is asked of a report. The client that makes topics refuses the property.
        config.DeliveryReportFields ??= "none";
        var producer = new ProducerBuilder<byte[], byte[]>(config).SetLogHandler((_, _) => { }).Build();
        return new TopicWriter(producer, options.Topics.AccessEvents);
    }

    /// <summary>Hands a record over; waits while the producer's queue is full. False when writing has failed.</summary>
    public bool TryWrite(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, CancellationToken stop)
    {
        var message = new Message<byte[], byte[]> { Key = key.ToArray(), Value = value.ToArray() };
        while (_failure is null && !stop.IsCancellationRequested)
        {
            try
            {
                _producer.Produce(_topic, message, _delivered);
                return true;
            }
            catch (ProduceException<byte[], byte[]> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(PollTime);
            }
            catch (ProduceException<byte[], byte[]> exception)
            {
                _failure ??= exception.Error.Reason;
            }
        }

        return false;
    }

    /// <summary>Waits until every record is confirmed or has failed. False when any has failed.</summary>
    public bool Finish(CancellationToken stop)
    {
        while (_producer.Flush(PollTime) > 0 && !stop.IsCancellationRequested)
        {
        }

        return _failure is null && !stop.IsCancellationRequested;
    }

    public void Dispose() => _producer.Dispose();

    private static async Task MakeTopicAsync(ClientConfig config, string topic, int partitions)
    {
        using var admin = new AdminClientBuilder(new AdminClientConfig(config)).SetLogHandler((_, _) => { }).Build();
        try
        {
            var wanted = new TopicSpecification { Name = topic, NumPartitions = partitions, ReplicationFactor = -1 };
            await admin.CreateTopicsAsync([wanted], new CreateTopicsOptions { RequestTimeout = AdminTime });
        }
        catch (CreateTopicsException exception)
            when (exception.Results.All(result => result.Error.Code == ErrorCode.TopicAlreadyExists))
        {
            // As it is wanted.
        }
    }

    private void Note(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError)
        {
            _failure ??= report.Error.Reason;
        }
        else
        {
            Interlocked.Increment(ref _written);
        }
    }
}
