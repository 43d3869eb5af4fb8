using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Models;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Telemetry;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Benchmarks.Kafka;

/// <summary>
/// A whole worker in this process, with the model that ships, in a new group and with new topics for all that it
/// writes.
/// </summary>
internal sealed class WorkerRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static int _number;

    private readonly WorkerOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly ManualResetEventSlim _assigned = new();
    private readonly MeterListener _meters = new();
    private readonly WorkerService _worker;
    private readonly Task _running;
    private long _consumed;

    /// <param name="servers"><c>host:port</c></param>
    /// <param name="topic">The topic of access events.</param>
    /// <param name="delivery">With transactions or without.</param>
    /// <param name="policy">What a score leads to.</param>
    public WorkerRun(string servers, string topic, DeliveryGuarantee delivery, Policy policy)
    {
        var name = $"{topic}-{Interlocked.Increment(ref _number)}";
        _options = new WorkerOptions
        {
            Kafka = new KafkaOptions
            {
                BootstrapServers = servers,
                GroupId = name,
                Topics = new TopicNames
                {
                    AccessEvents = topic,
                    Decisions = name + ".decisions",
                    DeadLetter = name + ".dead-letter",
                    State = name + ".state",
                    Profiles = name + ".profiles",
                },
            },
            Delivery = delivery,
        };
        Listen();
        var time = TimeProvider.System;
        _worker = new WorkerService(
            _options, () => policy, DefaultModel.Load(), new HealthBoard(time), new AssignmentLog(_assigned), time);
        _running = _worker.RunAsync(_stop.Token);
    }

    /// <summary>The topic of decisions.</summary>
    public string Decisions => _options.Kafka.Topics.Decisions;

    /// <summary>Waits until the group has dealt the partitions, of which nothing has been read then.</summary>
    public void WaitForPartitions()
    {
        if (!_assigned.Wait(Patience))
        {
            throw new TimeoutException("the group deals no partitions");
        }
    }

    /// <summary>Waits until everything in the topic is judged and committed. Returns the number of records.</summary>
    public long WaitForCommit()
    {
        var kafka = _options.Kafka;
        using var progress = new GroupProgress(kafka.BootstrapServers, kafka.GroupId, kafka.Topics.AccessEvents);
        var started = TimeProvider.System.GetTimestamp();
        bool isDone;
        do
        {
            if (TimeProvider.System.GetElapsedTime(started) > LongestRun || _running.IsCompleted)
            {
                throw new TimeoutException($"the worker has judged {_consumed:N0} records");
            }

            Task.Delay(Look, TimeProvider.System).Wait();
            isDone = Volatile.Read(ref _consumed) >= progress.Records && progress.IsDone();
        }
        while (!isDone);
        return progress.Records;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait();
        _worker.Dispose();
        _meters.Dispose();
        _stop.Dispose();
        _assigned.Dispose();
    }

    private void Listen()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == WorkerMetricNames.Meter && instrument.Name == WorkerMetricNames.Consumed)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((_, count, _, _) => Interlocked.Add(ref _consumed, count));
        _meters.Start();
    }

    /// <summary>Tells of what should not happen, and hears when partitions are assigned.</summary>
    private sealed class AssignmentLog(ManualResetEventSlim assigned) : ILogger
    {
        private const int AssignedEvent = 4002;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == AssignedEvent)
            {
                assigned.Set();
            }

            if (logLevel >= LogLevel.Warning)
            {
                System.Console.Error.WriteLine(formatter(state, exception));
            }
        }
    }
}
