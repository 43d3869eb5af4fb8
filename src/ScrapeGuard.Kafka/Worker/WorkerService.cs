using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Telemetry;
using ScrapeGuard.Kafka.Topics;

namespace ScrapeGuard.Kafka.Worker;

/// <summary>
/// A worker: reads access events as a member of a group, judges them by partition, writes decisions. After a fault it
/// starts anew from what was committed, with growing pauses, until it is told to stop.
/// </summary>
public sealed class WorkerService : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(15);

    private readonly WorkerOptions _options;
    private readonly Func<Policy> _policy;
    private readonly DetectionModel? _model;
    private readonly HealthBoard _health;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly WorkerMetrics _metrics;
    private readonly Func<IStateStore?> _newStore;
    private readonly Lock _renewing = new();
    private CancellationTokenSource _session = new();
    private WorkerReport? _report;

    /// <param name="options">The settings; must be valid.</param>
    /// <param name="policy">What a score leads to; asked at the beginning of each session.</param>
    /// <param name="model">What people look like; null: rules alone decide.</param>
    /// <param name="health">Where it says how it is.</param>
    /// <param name="log">Where it tells of its work.</param>
    /// <param name="time">The clock.</param>
    /// <param name="newStore">Makes room for the accounts of a partition that memory cannot hold; null: memory holds
    /// all.</param>
    public WorkerService(
        WorkerOptions options, Func<Policy> policy, DetectionModel? model, HealthBoard health, ILogger log,
        TimeProvider time, Func<IStateStore?>? newStore = null)
    {
        _newStore = newStore ?? NoStore;
        (_options, _policy, _model, _health, _log, _time) = (options, policy, model, health, log, time);
        _metrics = new WorkerMetrics(() => _report?.Snapshot ?? WorkerSnapshot.Empty);
        _health.NotReady(HealthNames.Kafka, "has not been reached yet");
        _health.NotReady(HealthNames.State, "no partition is assigned yet");
    }

    /// <summary>Works until it is to stop; then all that was decided is committed.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var retry = new ResiliencePipelineBuilder { TimeProvider = _time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<WorkerFault>().Handle<KafkaException>()
                    .Handle<IOException>().Handle<AggregateException>(thrown => thrown.InnerException is IOException),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = LongestPause,
                OnRetry = attempt =>
                {
                    var reason = attempt.Outcome.Exception!.Message;
                    _metrics.SessionRestarted();
                    _health.NotReady(HealthNames.Kafka, reason);
                    WorkerLog.Restarting(_log, attempt.RetryDelay.TotalSeconds, reason);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        var work = Task.Run(() => RunOnAsync(retry, stop), CancellationToken.None);
        await Task.WhenAny(work, AfterStop(stop));
        if (!work.IsCompleted)
        {
            WorkerLog.StopHangs(_log);
            return;
        }

        try
        {
            await work;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop while it waited: nothing was under way.
        }
        catch (Exception exception) when (
            stop.IsCancellationRequested && exception is WorkerFault or KafkaException or IOException)
        {
            WorkerLog.StoppedByFault(_log, exception.Message);
        }
    }

    /// <summary>
    /// Has the next session begin: the one under way ends as if the worker were to stop, where all is committed, and
    /// the new one judges on by what the policy is then.
    /// </summary>
    public void Renew()
    {
        lock (_renewing)
        {
            _session.Cancel();
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _metrics.Dispose();
    }

    private async Task RunOnAsync(ResiliencePipeline retry, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await retry.ExecuteAsync(RunSessionsAsync, stop);
        }
    }

    /// <summary>
    /// Ends when the worker was to stop and has not for so long that brokers which do not answer must be the reason. It
    /// then may go as it is: to the others it has died, and nothing is lost by that.
    /// </summary>
    private async Task AfterStop(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (stop.Register(stopped.SetResult))
        {
            await stopped.Task;
        }

        await Task.Delay(LongestStop, _time);
    }

    /// <summary>A fault after a long good time is no reason for a longer pause than the first.</summary>
    private async ValueTask RunSessionsAsync(CancellationToken stop)
    {
        var started = _time.GetTimestamp();
        try
        {
            await RunSessionAsync(stop);
        }
        catch (WorkerFault fault) when (_time.GetElapsedTime(started) > LongestPause)
        {
            _metrics.SessionRestarted();
            WorkerLog.Restarting(_log, 0, fault.Message);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It was to begin anew while it still waited for something.
        }
    }

    private static IStateStore? NoStore() => null;

    private async ValueTask RunSessionAsync(CancellationToken stop)
    {
        _health.Beat();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, NewSession());
        var context = new WorkerContext(_options, _policy(), _model, _metrics, _health, _log, _time, _newStore);
        int partitions;
        try
        {
            partitions = await TopicSetup.EnsureAsync(context);
        }
        catch (Exception exception) when (exception is CreateTopicsException or DescribeConfigsException)
        {
            throw new WorkerFault("the topics cannot be made or checked: " + exception.Message, exception);
        }

        WorkerLog.Started(
            _log, context.Owner, _options.Kafka.GroupId, _options.Kafka.Topics.AccessEvents, partitions);
        _health.NotReady(HealthNames.State, "waits for the group to deal its partitions");
        _health.Ready(HealthNames.Kafka);
        _report ??= new WorkerReport(context);
        using var session = new WorkerSession(context, partitions, _report, ending.Token);
        await Task.Factory.StartNew(
            () => session.Run(ending.Token), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>What ends the session that begins now. What was asked for before it has.</summary>
    private CancellationToken NewSession()
    {
        lock (_renewing)
        {
            _session.Dispose();
            _session = new CancellationTokenSource();
            return _session.Token;
        }
    }
}
