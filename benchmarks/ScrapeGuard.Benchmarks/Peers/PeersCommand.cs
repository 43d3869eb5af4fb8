using System.Globalization;
using ScrapeGuard.Benchmarks.Kafka;
using ScrapeGuard.Benchmarks.Ratio;
using ScrapeGuard.Kafka.Native;

namespace ScrapeGuard.Benchmarks.Peers;

/// <summary>
/// <c>ratio peers --peers FOLDER [--events N] [--rounds N] [--warm-ups N]</c>: the worker and what a user would build
/// instead, exactly once, over one topic in turns, whole processes that start cold. <c>FOLDER</c> holds
/// <c>flink/run.sh</c> and <c>kafka-streams/run.sh</c>.
/// </summary>
internal static class PeersCommand
{
    private const string Usage =
        "ratio peers --peers FOLDER [--events N] [--rounds N] [--warm-ups N]; and KAFKA_HOME, the folder of an Apache "
        + "Kafka, and Java 17";

    /// <summary>Runs the command; 0 when done, 2 for wrong arguments.</summary>
    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors)
    {
        var (folder, events, rounds, warmUps) = ("", 3_000_000, 3, 1);
        if (!OptionPairs.Read(arguments[1..], errors, (name, value) => name switch
        {
            "--peers" => Directory.Exists(folder = value),
            "--events" => OptionPairs.TryNumber(value, 1, out events),
            "--rounds" => OptionPairs.TryNumber(value, 1, out rounds),
            "--warm-ups" => OptionPairs.TryNumber(value, 0, out warmUps),
            _ => false,
        }))
        {
            return 2;
        }

        var home = Environment.GetEnvironmentVariable("KAFKA_HOME");
        if (folder.Length == 0 || string.IsNullOrEmpty(home) || SystemLibrdkafka.Load() is not null)
        {
            errors.WriteLine(Usage);
            return 2;
        }

        using var topic = new BenchmarkTopic(home, capture: null, events);
        Compare(output, topic, folder, rounds, warmUps);
        return 0;
    }

    private static void Compare(TextWriter output, BenchmarkTopic topic, string folder, int rounds, int warmUps)
    {
        var records = new KafkaBenchmark(topic).Read();
        output.WriteLine($"{records:N0} records, {rounds} rounds, whole processes");
        using var worker = new WorkerProcess(topic);
        var flink = new ProcessRun(Path.Combine(folder, "flink", "run.sh"),
        [
            "--topic", BenchmarkTopic.Name, "--bootstrap", topic.Servers, "--guarantee", "exactly_once",
            "--checkpoint-ms", "1000",
        ]);
        var streams = new ProcessRun(Path.Combine(folder, "kafka-streams", "run.sh"),
        [
            "--topic", BenchmarkTopic.Name, "--bootstrap", topic.Servers, "--guarantee", "exactly_once_v2",
            "--threads", "2", "--events", records.ToString(CultureInfo.InvariantCulture),
        ]);
        new RatioRun(TimeProvider.System, records, rounds, warmUps).Print(output,
        [
            new Contestant("scrapeguard worker, exactly once", worker.Run, Finish: worker.Dispose),
            new Contestant("Flink, exactly once", flink.Run),
            new Contestant("Kafka Streams, exactly once, 2 threads", streams.Run),
        ]);
        output.WriteLine($"By their own clocks, without start and end, events/s min / median / max: Flink "
            + $"{flink.OwnClock(rounds)}; Kafka Streams {streams.OwnClock(rounds)}");
    }
}
