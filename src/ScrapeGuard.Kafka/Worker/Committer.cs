using System.Buffers;
using System.Text;
using Confluent.Kafka;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Telemetry;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// Writes decisions, dead letters and progress, and commits them as one: in a transaction, which fails as a whole when
/// the group has given the partitions to another; or, at least once, decisions first and offsets when they are there.
/// </summary>
internal sealed class Committer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);

    private readonly WorkerContext _context;
    private readonly IConsumer<Ignore, Ignore> _consumer;
    private readonly IProducer<byte[], byte[]?> _producer;
    private readonly TopicNames _topics;
    private readonly bool _isExactlyOnce;
    private readonly Dictionary<int, long> _stateOffsets = [];
    private volatile Error? _failure;

    /// <param name="context">The worker.</param>
    /// <param name="consumer">The consumer of the group, whose offsets are committed.</param>
    public Committer(WorkerContext context, IConsumer<Ignore, Ignore> consumer)
    {
        _context = context;
        _consumer = consumer;
        _topics = context.Options.Kafka.Topics;
        _isExactlyOnce = context.Options.Delivery == DeliveryGuarantee.ExactlyOnce;
        var config = KafkaConfigs.Decisions(context.Options.Kafka, context.Options.Delivery, context.Owner);
        _producer = context.Build(config);
    }

    /// <summary>Ends what a worker of the same transactional id has left open.</summary>
    public void Begin()
    {
        _context.Meet(_producer, _topics.Decisions, _topics.DeadLetter, _topics.State);
        if (_isExactlyOnce)
        {
            _producer.InitTransactions(Patience);
        }
    }

    /// <summary>The last record known to stand in a partition of the state topic; 0: none.</summary>
    public long StateOffset(int partition)
    {
        lock (_stateOffsets)
        {
            return _stateOffsets.GetValueOrDefault(partition);
        }
    }

    /// <summary>Commits what partitions have come to. Blocks until the brokers have it.</summary>
    /// <exception cref="WorkerFault">It is not committed.</exception>
    public void Commit(IReadOnlyList<PartitionOutput> outputs, CancellationToken stop)
    {
        var started = _context.Time.GetTimestamp();
        using var span = WorkerTraces.Commit(outputs.Count, outputs.Sum(output => output.Decisions.Count));
        try
        {
            if (_isExactlyOnce)
            {
                CommitTransaction(outputs, stop);
            }
            else
            {
                CommitOffsets(outputs, stop);
            }
        }
        catch (Exception exception) when (exception is KafkaException or WorkerFault)
        {
            _context.Metrics.CommitFailed();
            WorkerTraces.Fail(span, exception.Message);
            throw exception as WorkerFault ?? new WorkerFault("a commit failed: " + exception.Message, exception);
        }

        _context.Metrics.Committed(_context.Time.GetElapsedTime(started));
        Count(outputs);
    }

    public void Dispose() => _producer.Dispose();

    private void CommitTransaction(IReadOnlyList<PartitionOutput> outputs, CancellationToken stop)
    {
        _producer.BeginTransaction();
        try
        {
            WriteDecisions(outputs);
            WriteProgress(outputs);
            var offsets = OffsetsOf(outputs);
            Retry(() => _producer.SendOffsetsToTransaction(offsets, Membership(), Patience), stop);
            Retry(() => _producer.CommitTransaction(Patience), stop);
        }
        catch (Exception exception) when (exception is KafkaTxnRequiresAbortException or WorkerFault)
        {
            _producer.AbortTransaction(Patience);
            throw;
        }

        ThrowIfFailed();
    }

    private void CommitOffsets(IReadOnlyList<PartitionOutput> outputs, CancellationToken stop)
    {
        // Progress first would let an heir take for told what no broker has.
        WriteDecisions(outputs);
        Flush();
        WriteProgress(outputs);
        Flush();
        Retry(() => _consumer.Commit(OffsetsOf(outputs)), stop);
    }

    private void Flush()
    {
        while (_producer.Flush(PollTime) > 0)
        {
            ThrowIfFailed();
        }

        ThrowIfFailed();
    }

    /// <summary>
    /// Who commits, so that the brokers refuse one that the group has put out. They take what names no member from
    /// anybody, and so a consumer names itself that is out of its group.
    /// </summary>
    private IConsumerGroupMetadata Membership()
    {
        var before = _consumer.MemberId;
        var metadata = _consumer.ConsumerGroupMetadata;
        return !string.IsNullOrEmpty(before) && before == _consumer.MemberId
            ? metadata
            : throw new WorkerFault("the worker is not in its group any more");
    }

    /// <summary>Does again what may succeed another time: the brokers are away, or are choosing who leads.</summary>
    private void Retry(Action call, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                call();
                _context.Health.Ready(HealthNames.Kafka);
                return;
            }
            catch (KafkaRetriableException exception) when (!stop.IsCancellationRequested)
            {
                _context.Health.NotReady(HealthNames.Kafka, "commits fail: " + exception.Error.Reason);
                WorkerLog.CommitRetried(_context.Log, exception.Error.Reason);
                stop.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(attempt, 6), 5_000)));
            }
        }
    }

    private void WriteDecisions(IReadOnlyList<PartitionOutput> outputs)
    {
        var json = new ArrayBufferWriter<byte>();
        foreach (var output in outputs)
        {
            foreach (var decision in output.Decisions)
            {
                json.ResetWrittenCount();
                DecisionJson.Write(json, decision);
                Produce(new TopicPartition(_topics.Decisions, Partition.Any), new Message<byte[], byte[]?>
                {
                    Key = Encoding.UTF8.GetBytes(decision.Account),
                    Value = json.WrittenSpan.ToArray(),
                });
            }

            foreach (var letter in output.Dead)
            {
                Produce(
                    new TopicPartition(_topics.DeadLetter, Partition.Any), letter.ToMessage(_topics.AccessEvents));
            }
        }
    }

    private void WriteProgress(IReadOnlyList<PartitionOutput> outputs)
    {
        foreach (var output in outputs)
        {
            var partition = new TopicPartition(_topics.State, output.Partition);
            foreach (var (key, value) in output.StateRecords())
            {
                Produce(partition, new Message<byte[], byte[]?> { Key = key, Value = value });
            }
        }
    }

    private void Produce(TopicPartition partition, Message<byte[], byte[]?> message)
    {
        while (true)
        {
            try
            {
                _producer.Produce(partition, message, Note);
                return;
            }
            catch (ProduceException<byte[], byte[]?> exception) when (exception.Error.Code == ErrorCode.Local_QueueFull)
            {
                _producer.Poll(PollTime);
            }
        }
    }

    private void Note(DeliveryReport<byte[], byte[]?> report)
    {
        if (report.Error.IsError)
        {
            _failure ??= report.Error;
        }
        else if (report.Topic == _topics.State)
        {
            lock (_stateOffsets)
            {
                _stateOffsets[report.Partition.Value] = report.Offset.Value;
            }
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            throw new KafkaException(failure);
        }
    }

    private List<TopicPartitionOffset> OffsetsOf(IReadOnlyList<PartitionOutput> outputs) =>
        [.. outputs.Select(output =>
            new TopicPartitionOffset(_topics.AccessEvents, output.Partition, output.Progress.Offset))];

    private void Count(IReadOnlyList<PartitionOutput> outputs)
    {
        var now = _context.Time.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var output in outputs)
        {
            foreach (var same in output.Decisions.GroupBy(decision => (decision.Verdict, decision.Mode)))
            {
                _context.Metrics.Decided(same.Key.Verdict, same.Key.Mode, same.Count());
            }

            foreach (var same in output.Dead.GroupBy(letter => letter.Reason))
            {
                _context.Metrics.DeadLettered(same.Key, same.Count());
            }

            foreach (var timestamp in output.Timestamps.Where(timestamp => timestamp >= 0))
            {
                _context.Metrics.RecordLatency((now - timestamp) / 1_000.0);
            }
        }
    }
}
