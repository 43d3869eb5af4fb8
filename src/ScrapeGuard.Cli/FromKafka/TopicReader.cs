using Confluent.Kafka;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Cli.FromKafka;

/// <summary>
/// Reads parts of a topic, one partition at a time, by one client: threads and memory don't grow with the partitions.
/// It belongs to no group and commits nothing.
/// </summary>
internal sealed class TopicReader : IDisposable
{
    private const string GroupId = "scrapeguard-replay";

    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(60);

    private readonly IConsumer<Ignore, byte[]?> _consumer;
    private readonly string _topic;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stop;
    private int _assigned = -1;
    private long _position;

    /// <param name="options">Where the topic is.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="readAheadBytes">About how much the client may read ahead.</param>
    /// <param name="time">The clock, for how long to wait.</param>
    /// <param name="stop">Ends reading early.</param>
    public TopicReader(
        KafkaOptions options, string topic, int readAheadBytes, TimeProvider time, CancellationToken stop)
    {
        // Properties of the user come first: what follows is what a replay rests on.
        var config = new ConsumerConfig(options.Properties.ToDictionary())
        {
            BootstrapServers = options.BootstrapServers,
            GroupId = GroupId,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
            EnablePartitionEof = true,
            AllowAutoCreateTopics = false,
            // A record that was deleted before it was read is an error, not a place to go on from.
            AutoOffsetReset = AutoOffsetReset.Error,
            QueuedMaxMessagesKbytes = Math.Max(1, readAheadBytes >> 10),
            // The answer for a partition at its end keeps that for the next one waiting.
            FetchWaitMaxMs = 10,
        };
        _topic = topic;
        _time = time;
        _stop = stop;
        _consumer = new ConsumerBuilder<Ignore, byte[]?>(config).SetLogHandler((_, _) => { })
            .SetErrorHandler((_, _) => { }).Build();
    }

    /// <summary>The topic's partitions; null: there is no such topic.</summary>
    /// <exception cref="KafkaException">No broker answers, or it refuses.</exception>
    public IReadOnlyList<int>? Partitions()
    {
        using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        var found = admin.GetMetadata(_topic, AskTime).Topics.Single();
        if (found.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic)
        {
            return null;
        }

        return found.Error.IsError
            ? throw new KafkaException(found.Error)
            : [.. found.Partitions.Select(partition => partition.PartitionId).Order()];
    }

    /// <summary>What a range means in a partition now: offsets that the partition has.</summary>
    /// <exception cref="KafkaException">No broker answers, or it refuses.</exception>
    public PartitionSpan SpanOf(TopicRange range, int partition)
    {
        var asked = new TopicPartition(_topic, partition);
        var begin = LeaderMarks.BeginOf(_consumer, asked, AskTime);
        var end = LeaderMarks.EndOf(_consumer, asked, AskTime);
        var from = OffsetOf(range.From, partition, end) ?? begin;
        var to = OffsetOf(range.To, partition, end) ?? end;
        return new PartitionSpan(partition, Math.Max(from, begin), Math.Min(to, end));
    }

    /// <summary>Reads on in a partition.</summary>
    /// <param name="span">What is left of it to read.</param>
    /// <param name="maxBytes">Reading ends with the record with which so many are reached.</param>
    /// <param name="take">Receives offset and value of each record.</param>
    /// <returns>The offset to read on from; that of the span's end when nothing is left.</returns>
    /// <exception cref="IOException">The broker has nothing to say any more, or what is to be read is gone.</exception>
    public long Read(PartitionSpan span, int maxBytes, Action<long, byte[]?> take)
    {
        Assign(span);
        var waiting = _time.GetTimestamp();
        for (var bytes = 0L; bytes < maxBytes && !_stop.IsCancellationRequested;)
        {
            if (Consume() is not { } result)
            {
                if (_time.GetElapsedTime(waiting) > ReadPatience)
                {
                    throw new IOException($"no answer from the broker for {ReadPatience.TotalSeconds} s");
                }

                continue;
            }

            // Behind the last record there may be marks of transactions, which no reader sees.
            if (result.IsPartitionEOF || result.Offset.Value >= span.To)
            {
                return _position = span.To;
            }

            take(result.Offset.Value, result.Message.Value);
            _position = result.Offset.Value + 1;
            if (_position == span.To)
            {
                return _position;
            }

            bytes += 1 + (result.Message.Value?.Length ?? 0);
            waiting = _time.GetTimestamp();
        }

        return _stop.IsCancellationRequested ? span.To : _position;
    }

    public void Dispose() => _consumer.Dispose();

    private void Assign(PartitionSpan span)
    {
        if (_assigned != span.Partition || _position != span.From)
        {
            _consumer.Assign(new TopicPartitionOffset(_topic, span.Partition, span.From));
            (_assigned, _position) = (span.Partition, span.From);
        }
    }

    private ConsumeResult<Ignore, byte[]?>? Consume()
    {
        try
        {
            return _consumer.Consume(PollTime);
        }
        catch (KafkaException exception)
        {
            throw new IOException(exception.Error.Reason, exception);
        }
    }

    private long? OffsetOf(RangeBound? bound, int partition, long end)
    {
        if (bound is not { IsTime: true } time)
        {
            return bound?.Value;
        }

        var asked = new TopicPartitionTimestamp(_topic, partition, new Timestamp(time.Value, TimestampType.CreateTime));
        var found = _consumer.OffsetsForTimes([asked], AskTime).Single();
        return found.Offset == Offset.End ? end : found.Offset.Value;
    }
}
