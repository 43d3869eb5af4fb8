using System.Collections.Immutable;
using Confluent.Kafka;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.State;

/// <summary>Writes checkpoints to the state topic and removes those that are not needed any more.</summary>
internal sealed class CheckpointStore(WorkerContext context, IProducer<byte[], byte[]?> producer)
{
    private readonly string _topic = context.Options.Kafka.Topics.State;

    /// <summary>Writes a checkpoint; complete when the brokers have all of it.</summary>
    /// <returns>Where it lies, together with those before it that are still needed.</returns>
    /// <exception cref="WorkerFault">A record could not be written.</exception>
    public async Task<CheckpointManifest> WriteAsync(
        int partition, PartitionCheckpoint checkpoint, CheckpointManifest before, long offset, long epoch, long scanFrom,
        long accounts)
    {
        var chunks = await WriteAsync(partition, 'a', checkpoint.Number, checkpoint.Chunks);
        var pending = await WriteAsync(partition, 'p', checkpoint.Number, checkpoint.Pending);
        var head = await WriteAsync(partition, 'h', checkpoint.Number, [checkpoint.Head]);
        var parts = before.Parts.Where(part => part.Number >= checkpoint.LiveFrom)
            .Append(new CheckpointPart(checkpoint.Number, context.Owner, chunks));
        return new CheckpointManifest
        {
            Number = checkpoint.Number,
            LiveFrom = checkpoint.LiveFrom,
            Offset = offset,
            Epoch = epoch,
            ScanFrom = scanFrom,
            Accounts = accounts,
            Parts = [.. parts],
            Pending = pending,
            Head = head[0],
        };
    }

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

    private async Task<ImmutableArray<long>> WriteAsync(
        int partition, char kind, long number, IReadOnlyList<byte[]> chunks)
    {
        var offsets = new long[chunks.Count];
        if (offsets.Length == 0)
        {
            return [];
        }

        var rest = offsets.Length;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < offsets.Length; i++)
        {
            var index = i;
            Produce(partition, StateKey.Chunk(kind, number, context.Owner, index), chunks[index], report =>
            {
                if (report.Error.IsError)
                {
                    done.TrySetException(new WorkerFault($"the state topic takes no record: {report.Error.Reason}"));
                }

                offsets[index] = report.Offset.Value;
                if (Interlocked.Decrement(ref rest) == 0)
                {
                    done.TrySetResult();
                }
            });
        }

        await done.Task;
        return [.. offsets];
    }

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
