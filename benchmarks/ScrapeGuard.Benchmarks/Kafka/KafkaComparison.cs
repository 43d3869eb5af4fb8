using ScrapeGuard.Benchmarks.Ratio;
using ScrapeGuard.Kafka.Native;
using ScrapeGuard.Kafka.Options;

namespace ScrapeGuard.Benchmarks.Kafka;

/// <summary><c>ratio kafka</c> and <c>ratio latency</c>: both answer what is missing, or null when done.</summary>
internal sealed class KafkaComparison(TextWriter output, string? capture, int events, int rounds, int warmUps)
{
    /// <summary>How quickly a topic is read, and how quickly the worker judges it.</summary>
    /// <param name="only">A word that contestants have in their names, beside the baseline; empty: all.</param>
    public string? Compare(string only)
    {
        if (Missing(out var home) is { } missing)
        {
            return missing;
        }

        using var topic = new BenchmarkTopic(home, capture, events);
        using var worker = new WorkerBenchmark(topic);
        var benchmark = new KafkaBenchmark(topic);
        var records = benchmark.Read();
        output.WriteLine($"{records:N0} records, {rounds} rounds");
        (string Name, Func<long> Run, DeliveryGuarantee? Delivery)[] ways =
        [
            ("Consume", () => benchmark.Consume(fetching: true), null),
            ("Consume, librdkafka's own fetching", () => benchmark.Consume(fetching: false), null),
            ("RecordReader", benchmark.Read, null),
            ("RecordReader, Decode", benchmark.Decode, null),
            ("Worker, exactly once", worker.Run, DeliveryGuarantee.ExactlyOnce),
            ("Worker, at least once", worker.Run, DeliveryGuarantee.AtLeastOnce),
        ];
        var chosen = ways.Where((way, number) => number == 0 || way.Name.Contains(only, StringComparison.Ordinal));
        new RatioRun(TimeProvider.System, records, rounds, warmUps).Print(output,
        [
            .. chosen.Select(way => new Contestant(
                way.Name,
                () => benchmark.Measured(way.Name, way.Run),
                way.Delivery is { } delivery ? () => worker.Prepare(delivery) : null,
                worker.Finish)),
        ]);
        benchmark.PrintProcessorTime(output, rounds);
        return null;
    }

    /// <summary>How long a decision takes at half of what the worker can do.</summary>
    public string? Delay()
    {
        if (Missing(out var home) is { } missing)
        {
            return missing;
        }

        using var topic = new BenchmarkTopic(home, capture, events);
        using var worker = new WorkerBenchmark(topic);
        foreach (var delivery in Enum.GetValues<DeliveryGuarantee>())
        {
            var most = Most(worker, delivery);
            output.WriteLine($"{delivery}: {most:N0} events/s at most, median of {rounds} rounds");
            new LatencyBenchmark(topic, delivery, most / 2).Print(output);
        }

        return null;
    }

    private double Most(WorkerBenchmark worker, DeliveryGuarantee delivery)
    {
        var rates = new List<double>();
        for (var round = -warmUps; round < rounds; round++)
        {
            worker.Prepare(delivery);
            var start = TimeProvider.System.GetTimestamp();
            var records = worker.Run();
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            worker.Finish();
            if (round >= 0)
            {
                rates.Add(records / seconds);
            }
        }

        return rates.Order().ElementAt(rounds / 2);
    }

    private static string? Missing(out string home)
    {
        home = Environment.GetEnvironmentVariable("KAFKA_HOME") ?? "";
        return home.Length == 0
            ? "ratio kafka and ratio latency need KAFKA_HOME, the folder of an Apache Kafka, and Java 17"
            : SystemLibrdkafka.Load();
    }
}
