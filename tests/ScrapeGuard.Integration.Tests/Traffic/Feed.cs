using Confluent.Kafka;
using ScrapeGuard.Core.Hashing;

namespace ScrapeGuard.Integration.Tests.Traffic;

/// <summary>
/// Writes events to a topic in order: beside what a test does, at a steady pace, then all at once. Each account has its
/// partition, and nobody else writes while brokers fail.
/// </summary>
internal sealed class Feed : IDisposable
{
    private const int BlockLines = 50;

    private static readonly TimeSpan FlushTime = TimeSpan.FromMinutes(2);

    private readonly string _servers;
    private readonly string _topic;
    private readonly IReadOnlyList<Line> _lines;
    private readonly List<Line>[] _sent;
    private readonly ManualResetEventSlim _hurry = new();
    private IProducer<byte[], byte[]> _producer;
    private Task _writing = Task.CompletedTask;
    private int _next;
    private int _written;
    private volatile bool _hasFailed;

    public Feed(string servers, string topic, int partitions, IReadOnlyList<Line> lines)
    {
        (_servers, _topic, _lines) = (servers, topic, lines);
        _sent = [.. Enumerable.Range(0, partitions).Select(_ => new List<Line>())];
        _producer = NewProducer();
    }

    /// <summary>Events that the brokers have said to have.</summary>
    public int Written => Volatile.Read(ref _written);

    /// <summary>Writes so many events now.</summary>
    public void Write(int count)
    {
        for (var end = Math.Min(_next + count, _lines.Count); _next < end; _next++)
        {
            var line = _lines[_next];
            var partition = (int)(StableHash.Hash64(line.Account) % (ulong)_sent.Length);
            _sent[partition].Add(line);
            Send(partition, line);
        }

        _producer.Flush(FlushTime);
        while (_hasFailed)
        {
            GoOnWithAnother();
            _producer.Flush(FlushTime);
        }
    }

    /// <summary>Writes on beside the test, about so many events a second.</summary>
    public void Begin(int perSecond) => _writing = Task.Run(() =>
    {
        while (!_hurry.IsSet && _next < _lines.Count)
        {
            Write(BlockLines);
            _hurry.Wait(TimeSpan.FromSeconds((double)BlockLines / perSecond));
        }
    });

    /// <summary>Writes all that is left.</summary>
    public void Finish()
    {
        _hurry.Set();
        _writing.GetAwaiter().GetResult();
        Write(_lines.Count);
    }

    public void Dispose()
    {
        _hurry.Set();
        _writing.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _producer.Dispose();
        _hurry.Dispose();
    }

    private IProducer<byte[], byte[]> NewProducer() => new ProducerBuilder<byte[], byte[]>(new ProducerConfig
    {
        BootstrapServers = _servers,
        EnableIdempotence = true,
        LingerMs = 0,
        CompressionType = CompressionType.Lz4,
    }).SetLogHandler((_, _) => { }).Build();

    private void Send(int partition, Line line)
    {
        try
        {
            var message = new Message<byte[], byte[]> { Key = line.Account, Value = line.Json };
            _producer.Produce(new TopicPartition(_topic, partition), message, Note);
        }
        catch (ProduceException<byte[], byte[]> exception) when (exception.Error.IsFatal)
        {
            _hasFailed = true;
        }
    }

    /// <summary>
    /// An idempotent producer that cannot know whether a batch arrived, as when its leader dies, is of no more use
    /// (librdkafka before 2.6.1, its issue 4438). Each partition keeps a first part of what was sent to it, in order:
    /// another producer sends the rest.
    /// </summary>
    private void GoOnWithAnother()
    {
        _producer.Dispose();
        var kept = PartitionEnds.AtRest(_servers, _topic, _sent.Length);
        _hasFailed = false;
        _producer = NewProducer();
        Volatile.Write(ref _written, (int)kept.Sum());
        for (var partition = 0; partition < _sent.Length; partition++)
        {
            foreach (var line in _sent[partition].Skip((int)kept[partition]))
            {
                Send(partition, line);
            }
        }
    }

    private void Note(DeliveryReport<byte[], byte[]> report)
    {
        if (report.Error.IsError)
        {
            _hasFailed = true;
        }
        else
        {
            Interlocked.Increment(ref _written);
        }
    }
}
