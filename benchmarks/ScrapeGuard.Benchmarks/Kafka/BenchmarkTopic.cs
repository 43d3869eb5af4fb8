using Confluent.Kafka;
using ScrapeGuard.Cli.Commands;
using ScrapeGuard.Kafka.Consuming;
using ScrapeGuard.Kafka.Tests.Brokers;
using ScrapeGuard.Simulation;

namespace ScrapeGuard.Benchmarks.Kafka;

/// <summary>A broker of its own with a topic of access events, written by <c>replay --to-kafka</c>.</summary>
internal sealed class BenchmarkTopic : IDisposable
{
    public const int Partitions = 8;

    private const string Name = "benchmark";

    private readonly LocalBroker _broker;

    /// <param name="home">Folder of an Apache Kafka.</param>
    /// <param name="capture">NDJSON to write; null simulates people and scrapers.</param>
    /// <param name="events">How many events to simulate, about.</param>
    public BenchmarkTopic(string home, string? capture, int events)
    {
        _broker = LocalBroker.Start(home);
        try
        {
            if (capture is null)
            {
                Simulate(events);
            }
            else
            {
                Write(capture);
            }
        }
        catch
        {
            _broker.Dispose();
            throw;
        }
    }

    /// <summary><c>host:port</c></summary>
    public string Servers => _broker.Servers;

    /// <summary>A consumer that is about to read all of the topic.</summary>
    /// <param name="fetching">The reader's settings of fetching; else the library's own.</param>
    public IConsumer<TKey, TValue> Open<TKey, TValue>(bool fetching = true)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = Servers,
            GroupId = Name,
            AutoOffsetReset = AutoOffsetReset.Error,
        };
        if (fetching)
        {
            ReaderDefaults.Apply(config);
        }

        config.EnableAutoCommit = false;
        config.EnablePartitionEof = true;
        var consumer = new ConsumerBuilder<TKey, TValue>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Assign(Enumerable.Range(0, Partitions)
            .Select(partition => new TopicPartitionOffset(Name, partition, Offset.Beginning)));
        return consumer;
    }

    public void Dispose() => _broker.Dispose();

    private void Simulate(int events)
    {
        // A person makes about 110 events a day; a few people more, and the limit cuts.
        const int EventsPerPerson = 800;
        var options = new SimulationOptions
        {
            Seed = 11,
            Days = 8,
            People = (events / EventsPerPerson) + 1,
            MaxEvents = events,
        };
        var folder = Directory.CreateTempSubdirectory("scrapeguard-benchmark-");
        try
        {
            var capture = Path.Combine(folder.FullName, "capture.ndjson");
            using (var file = File.Create(capture))
            {
                new TrafficSimulation(options).WriteTo(file);
            }

            Write(capture);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Write(string capture)
    {
        var errors = new StringWriter();
        var context = new CommandContext
        {
            Out = TextWriter.Null,
            Error = errors,
            ErrorIsTerminal = false,
            Time = TimeProvider.System,
        };
        string[] arguments =
        [
            "replay", capture, "--to-kafka", "--bootstrap-servers", Servers, "--topic", Name,
            "--partitions", $"{Partitions}",
        ];
        if (CommandRoot.RunAsync(arguments, context, CancellationToken.None).GetAwaiter().GetResult() != ExitCode.Done)
        {
            throw new InvalidOperationException(errors.ToString());
        }
    }
}
