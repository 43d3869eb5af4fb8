using Confluent.Kafka;
using ScrapeGuard.Engine.Checkpoints;
using ScrapeGuard.Engine.Partitions;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Profiles;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.State;

/// <summary>What is to be done again after a checkpoint.</summary>
/// <param name="Progress">Where the last commit stood.</param>
/// <param name="Advances">At which offsets, up to which event time, the partition was moved on; in order.</param>
internal sealed record PartitionHistory(PartitionProgress Progress, IReadOnlyList<(long Offset, long Micros)> Advances);

/// <summary>Brings a partition's engine to its newest checkpoint, from the state topic alone.</summary>
internal sealed class StateReader(WorkerContext context)
{
    /// <summary>
    /// How long nothing may come, while a transaction is open or its markers are on their way to the state topic.
    /// </summary>
    private static readonly TimeSpan MarkerPatience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);

    private readonly TopicPartition? _partition;

    private StateReader(WorkerContext context, TopicPartition partition)
        : this(context) => _partition = partition;

    /// <summary>Restores an engine.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="engine">An engine that has seen nothing.</param>
    /// <param name="manifest">Its newest checkpoint.</param>
    /// <param name="committed">The group's committed offset; below 0: none.</param>
    /// <param name="progressed">Is told what share is done.</param>
    /// <param name="stop">Asks to give up.</param>
    /// <exception cref="WorkerFault">Something that the checkpoint needs is not there, or is damaged.</exception>
    public PartitionHistory Restore(
        int partition, PartitionEngine engine, CheckpointManifest manifest, long committed, Action<double> progressed,
        CancellationToken stop)
    {
        var topic = new TopicPartition(context.Options.Kafka.Topics.State, partition);
        return new StateReader(context, topic).Read(engine, manifest, committed, progressed, stop);
    }

    private PartitionHistory Read(
        PartitionEngine engine, CheckpointManifest manifest, long committed, Action<double> progressed,
        CancellationToken stop)
    {
        var accounts = manifest.Parts.SelectMany(part => part.Offsets).ToHashSet();
        var pending = manifest.Pending.ToHashSet();
        var needed = accounts.Count + pending.Count + (manifest.Head >= 0 ? 1 : 0);
        var heldBack = new List<byte[]>();
        byte[]? head = null;
        var progress = new PartitionProgress(manifest.Offset, manifest.Epoch);
        var advances = new SortedDictionary<long, long>();
        var restorer = new PartitionRestorer(engine);
        var found = 0;
        foreach (var record in Records(manifest, () => IsComplete(found == needed, progress, committed), stop))
        {
            var (key, value) = (record.Message.Key, record.Message.Value);
            var offset = record.Offset.Value;
            if (accounts.Contains(offset))
            {
                ThrowIf(restorer.ReadChunk(value));
                found++;
            }
            else if (pending.Contains(offset))
            {
                heldBack.Add(value);
                found++;
            }
            else if (offset == manifest.Head)
            {
                head = value;
                found++;
            }
            else
            {
                Note(key, value, manifest, ref progress, advances);
            }

            progressed(needed == 0 ? 1 : found / (double)needed);
        }

        if (found != needed)
        {
            throw new WorkerFault($"{_partition}: {needed - found} records of checkpoint {manifest.Number} are gone");
        }

        if (committed > progress.Offset && context.Options.Delivery == DeliveryGuarantee.ExactlyOnce)
        {
            throw new WorkerFault(
                $"{_partition}: the group has committed offset {committed}, the state says {progress.Offset}");
        }

        heldBack.ForEach(chunk => ThrowIf(restorer.ReadChunk(chunk)));
        ThrowIf(head is null ? null : restorer.ReadHead(head));
        return new PartitionHistory(progress, [.. advances.Select(advance => (advance.Key, advance.Value))]);
    }

    private static void Note(
        byte[] key, byte[]? value, CheckpointManifest manifest, ref PartitionProgress progress,
        SortedDictionary<long, long> advances)
    {
        if (value is null)
        {
            return;
        }

        if (key.AsSpan().SequenceEqual(StateKey.Progress))
        {
            progress = PartitionProgress.TryRead(value) ?? progress;
        }
        else if (StateKey.TryReadAdvance(key, out var advancedAt) && advancedAt >= manifest.Offset
            && value.Length == sizeof(long))
        {
            advances[advancedAt] = BitConverter.ToInt64(value);
        }
    }

    private static bool IsComplete(bool hasAll, PartitionProgress progress, long committed) =>
        hasAll && (committed < 0 || progress.Offset >= committed);

    private static void ThrowIf(string? mistake)
    {
        if (mistake is not null)
        {
            throw new WorkerFault(mistake);
        }
    }

    /// <summary>
    /// The committed records from the first that is needed to the end of the partition. The end is that of all records:
    /// the marker of the last transaction may come after the group's offset, and until it is there, what was told last,
    /// at that very offset even, is not to be seen.
    /// </summary>
    private IEnumerable<ConsumeResult<byte[], byte[]>> Records(
        CheckpointManifest manifest, Func<bool> isComplete, CancellationToken stop)
    {
        using var consumer = context.Build<byte[], byte[]>(
            KafkaConfigs.Assigned(context.Options.Kafka, IsolationLevel.ReadCommitted));
        var first = manifest.Parts.SelectMany(part => part.Offsets).Append(manifest.ScanFrom).Min();
        consumer.Assign(new TopicPartitionOffset(_partition, first));
        var last = context.Time.GetTimestamp();
        var goal = -1L;
        var atEnd = false;
        while (!atEnd || !isComplete())
        {
            stop.ThrowIfCancellationRequested();
            var record = consumer.Consume(PollTime);
            if (record is { IsPartitionEOF: true })
            {
                goal = goal < 0 ? consumer.GetWatermarkOffsets(_partition).High.Value : goal;
                atEnd = record.Offset.Value >= goal;
            }
            else if (record is not null)
            {
                last = context.Time.GetTimestamp();
                yield return record;
            }
            else if (context.Time.GetElapsedTime(last) > MarkerPatience)
            {
                throw new WorkerFault(
                    $"{_partition}: a transaction stays open, or the brokers do not answer; its end is at {goal}");
            }
        }
    }
}
