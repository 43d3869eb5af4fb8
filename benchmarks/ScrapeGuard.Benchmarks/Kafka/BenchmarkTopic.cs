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

    public const string Name = "benchmark";

    private readonly LocalBroker _broker;
    private DirectoryInfo? _simulated;

    /// <param name="home">Folder of an Apache Kafka.</param>
    /// <param name="capture">NDJSON to write; null simulates people and scrapers.</param>
    /// <param name="events">How many events to simulate, about.</param>
    public BenchmarkTopic(string home, string? capture, int events)
    {
        _broker = LocalBroker.Start(home);
        try
        {
            Capture = capture ?? Simulate(events);
            Write();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary><c>host:port</c></summary>
    public string Servers => _broker.Servers;

    /// <summary>The file that was written, NDJSON.</summary>
    public string Capture { get; }

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

    public void Dispose()
    {
        _broker.Dispose();
        _simulated?.Delete(recursive: true);
    }

    private string Simulate(int events)
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
        _simulated = Directory.CreateTempSubdirectory("scrapeguard-benchmark-");
        var capture = Path.Combine(_simulated.FullName, "capture.ndjson");
        using var file = File.Create(capture);
        new TrafficSimulation(options).WriteTo(file);
        return capture;
    }

    private void Write()
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
            "replay", Capture, "--to-kafka", "--bootstrap-servers", Servers, "--topic", Name,
            "--partitions", $"{Partitions}",
        ];
        if (CommandRoot.RunAsync(arguments, context, CancellationToken.None).GetAwaiter().GetResult() != ExitCode.Done)
        {
            throw new InvalidOperationException(errors.ToString());
        }
    }
}
