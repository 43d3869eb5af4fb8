using Confluent.Kafka;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.State;

/// <summary>Writes checkpoints to the state topic and removes those that are not needed any more.</summary>
internal sealed class CheckpointStore(WorkerContext context, IProducer<byte[], byte[]?> producer)
{
    private readonly string _topic = context.Options.Kafka.Topics.State;

    /// <summary>Begins to write a checkpoint, part by part.</summary>
    public CheckpointWriting Begin(int partition, long number) => new(
        number, context.Owner, (key, value, delivered) => Produce(partition, key, value, delivered));

    /// <summary>Removes what a manifest needed and its successor does not.</summary>
    public void Remove(int partition, CheckpointManifest before, CheckpointManifest now, IEnumerable<long> advances)
    {
        foreach (var part in before.Parts.Where(part => part.Number < now.LiveFrom))
        {
            for (var index = 0; index < part.Offsets.Length; index++)
            {
                Remove(partition, StateKey.Chunk('a', part.Number, part.Owner, index));
            }
        }

        if (before.Parts.LastOrDefault(part => part.Number == before.Number) is { } last)
        {
            Remove(partition, StateKey.Chunk('h', last.Number, last.Owner, 0));
            for (var index = 0; index < before.Pending.Length; index++)
            {
                Remove(partition, StateKey.Chunk('p', last.Number, last.Owner, index));
            }
        }

        foreach (var advance in advances)
        {
            Remove(partition, StateKey.Advance(advance));
        }
    }

    private void Remove(int partition, byte[] key) => Produce(partition, key, value: null, delivered: null);

    private void Produce(
        int partition, byte[] key, byte[]? value, Action<DeliveryReport<byte[], byte[]?>>? delivered)
    {
        var message = new Message<byte[], byte[]?> { Key = key, Value = value };
        while (true)
        {
            try
            {
                producer.Produce(new TopicPartition(_topic, partition), message, delivered);
                return;
            }
            catch (ProduceException<byte[], byte[]?> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                producer.Poll(TimeSpan.FromMilliseconds(100));
            }
        }
    }
}
