using Confluent.Kafka;

namespace ScrapeGuard.Integration.Tests.Traffic;

/// <summary>Writes events to a topic in order: beside what a test does, at a steady pace, then all at once.</summary>
internal sealed class Feed : IDisposable
{
    private const int BlockLines = 50;

    private readonly string _topic;
    private readonly IReadOnlyList<Line> _lines;
    private readonly IProducer<byte[], byte[]> _producer;
    private readonly ManualResetEventSlim _hurry = new();
    private Task _writing = Task.CompletedTask;
    private int _next;

    public Feed(string servers, string topic, IReadOnlyList<Line> lines)
    {
        (_topic, _lines) = (topic, lines);
        _producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = servers,
            EnableIdempotence = true,
            LingerMs = 0,
            CompressionType = CompressionType.Lz4,
        }).SetLogHandler((_, _) => { }).Build();
    }

    /// <summary>Events given to the brokers so far.</summary>
    public int Written => Volatile.Read(ref _next);

    /// <summary>Writes so many events now.</summary>
    public void Write(int count)
    {
        for (var end = Math.Min(_next + count, _lines.Count); _next < end; Volatile.Write(ref _next, _next + 1))
        {
            var line = _lines[_next];
            _producer.Produce(_topic, new Message<byte[], byte[]> { Key = line.Account, Value = line.Json });
        }

        _producer.Flush(TimeSpan.FromMinutes(2));
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
}
