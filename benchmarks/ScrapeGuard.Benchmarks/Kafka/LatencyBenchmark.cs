using System.Text;
using System.Text.Json;
using Confluent.Kafka;
using ScrapeGuard.Captures;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Benchmarks.Kafka;

/// <summary>
/// How long it takes from a record's writing to the decision that it led to being readable, at a given load: a capture
/// is written into an empty topic at an even pace, a worker judges it, and who reads committed records only notes when
/// each decision comes. The record that led to a decision is the account's newest up to the decision's event time; so
/// the grace of the policy and the waiting for other partitions, at the pace of the replay, are part of it.
/// </summary>
/// <param name="topic">The broker, and the capture.</param>
/// <param name="delivery">With transactions or without.</param>
/// <param name="rate">Events a second to write.</param>
internal sealed class LatencyBenchmark(BenchmarkTopic topic, DeliveryGuarantee delivery, double rate)
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);

    /// <summary>A worker's first seconds, told apart: its code is still being compiled.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <summary>Low enough for many decisions.</summary>
    private static readonly Policy Sensitive = Policy.Default with
    {
        Name = "sensitive",
        Thresholds = new ScoreThresholds { Observe = 0.3, Throttle = 0.4, Challenge = 0.5, Suspend = 0.9 },
    };

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly Dictionary<string, List<(long Micros, long Written)>> _written = [];
    private readonly List<(string Account, long Micros, long Read)> _decisions = [];

    /// <summary>Runs it and writes what came out.</summary>
    public void Print(TextWriter output)
    {
        var name = $"{BenchmarkTopic.Name}-at-pace-{delivery}";
        var options = new KafkaOptions
        {
            BootstrapServers = topic.Servers,
            Topics = new TopicNames { AccessEvents = name },
        };
        using var writer = TopicWriter.OpenAsync(options, BenchmarkTopic.Partitions).GetAwaiter().GetResult();
        using var worker = new WorkerRun(topic.Servers, name, delivery, Sensitive);
        worker.WaitForPartitions();
        using var over = new CancellationTokenSource();
        var reading = Task.Factory.StartNew(
            () => Read(worker.Decisions, over.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        var started = _time.GetTimestamp();
        var events = Write(writer);
        var seconds = _time.GetElapsedTime(started).TotalSeconds;
        worker.WaitForCommit();

        // What is committed is readable a moment later.
        Task.Delay(TimeSpan.FromSeconds(1), _time).Wait();
        over.Cancel();
        reading.Wait();
        output.WriteLine($"{delivery}, {events / seconds:N0} events/s written");
        Print(output, "after the first three seconds", start: started, isWarm: true);
        Print(output, "in the first three seconds", start: started, isWarm: false);
    }

    private long Write(TopicWriter writer)
    {
        using var captures = CaptureSet.Open([topic.Capture], new CaptureOptions { Format = CaptureKind.Ndjson }).Set
            ?? throw new InvalidOperationException($"{topic.Capture} cannot be read");
        var reader = new ContractReader(captures);
        var byName = _written.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> name = stackalloc char[512];
        var started = _time.GetTimestamp();
        var events = 0L;
        while (reader.TryRead(out var e))
        {
            var wait = TimeSpan.FromSeconds(events / rate) - _time.GetElapsedTime(started);
            if (wait > TimeSpan.FromMilliseconds(5))
            {
                Task.Delay(wait, _time).Wait();
            }

            var account = name[..Encoding.UTF8.GetChars(e.Account, name)];
            if (!byName.TryGetValue(account, out var all))
            {
                byName[account] = all = [];
            }

            all.Add((e.TimeMicros, _time.GetTimestamp()));
            if (!writer.TryWrite(e.Account, e.Json, CancellationToken.None))
            {
                throw new InvalidOperationException(writer.Failure);
            }

            events++;
        }

        return writer.Finish(CancellationToken.None) ? events : throw new InvalidOperationException(writer.Failure);
    }

    private void Read(string decisions, CancellationToken over)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = topic.Servers,
            GroupId = decisions,
            IsolationLevel = IsolationLevel.ReadCommitted,
            EnableAutoCommit = false,
        };
        using var consumer = new ConsumerBuilder<Ignore, byte[]>(config).SetLogHandler((_, _) => { }).Build();
        consumer.Assign(Enumerable.Range(0, BenchmarkTopic.Partitions)
            .Select(partition => new TopicPartitionOffset(decisions, partition, Offset.Beginning)));
        while (!over.IsCancellationRequested)
        {
            if (consumer.Consume(PollTime) is { } record)
            {
                var read = _time.GetTimestamp();
                using var json = JsonDocument.Parse(record.Message.Value);
                var account = json.RootElement.GetProperty("account").GetString()!;
                var time = json.RootElement.GetProperty("time").GetString()!;
                if (Rfc3339.TryParse(Encoding.UTF8.GetBytes(time), out var micros))
                {
                    _decisions.Add((account, micros, read));
                }
            }
        }
    }

    private void Print(TextWriter output, string when, long start, bool isWarm)
    {
        var delays = new List<double>();
        foreach (var (account, micros, read) in _decisions)
        {
            var cause = _written[account].Where(written => written.Micros <= micros).Max(written => written.Written);
            if (_time.GetElapsedTime(start, cause) >= WarmUp == isWarm)
            {
                delays.Add(_time.GetElapsedTime(cause, read).TotalMilliseconds);
            }
        }

        delays.Sort();
        output.WriteLine(delays.Count == 0
            ? $"  {when}: no decisions"
            : $"  {when}: {delays.Count} decisions, milliseconds from writing to reading p50 {At(delays, 0.5):N0}, "
                + $"p90 {At(delays, 0.9):N0}, p99 {At(delays, 0.99):N0}, max {At(delays, 1):N0}");
    }

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}
