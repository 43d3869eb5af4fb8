using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Worker;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>
/// The topics' side of an actioner: decisions and commands in, safeguard events out. After a fault each begins anew,
/// with growing pauses, until it is to stop.
/// </summary>
public sealed class ActionerTopics
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(100);

    private readonly ActionerKafka _kafka;
    private readonly ActionerMetrics _metrics;
    private readonly IntakeOptions _options;

    /// <param name="kafka">The settings under <c>Kafka</c>; must be valid.</param>
    /// <param name="options">How large batches are; must be valid.</param>
    /// <param name="metrics">What is counted.</param>
    /// <param name="health">Where it says how it is.</param>
    /// <param name="log">Where it tells of its work.</param>
    /// <param name="time">The clock.</param>
    public ActionerTopics(
        KafkaOptions kafka, IntakeOptions options, ActionerMetrics metrics, HealthBoard health, ILogger log,
        TimeProvider time)
    {
        _kafka = new ActionerKafka(kafka, health, log, time);
        (_options, _metrics) = (options, metrics);
        health.NotReady(HealthNames.Kafka, "has not been reached yet");
    }

    /// <summary>Takes in what comes, until it is to stop.</summary>
    /// <param name="actioner">Takes it in.</param>
    /// <param name="taken">Is called when something was taken in, from the reading thread.</param>
    /// <param name="stop">Asks it to end.</param>
    public Task ReadAsync(Actioner actioner, Action taken, CancellationToken stop) => AgainAsync(
        async token =>
        {
            await _kafka.EnsureTopicsAsync();
            ActionerLog.Started(
                _kafka.Log, _kafka.Options.GroupId, _kafka.Topics.Decisions, _kafka.Topics.Commands);
            using var session = new IntakeSession(_kafka, _metrics, actioner, _options, taken);
            await Task.Factory.StartNew(
                () => session.Run(token), CancellationToken.None, TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        },
        stop);

    /// <summary>Publishes the store's safeguard events, until it is to stop.</summary>
    /// <param name="store">Has them.</param>
    /// <param name="form">What an event looks like on the topic.</param>
    /// <param name="stop">Asks it to end.</param>
    public Task PublishAsync(IActionStore store, Func<SafeguardEvent, byte[]> form, CancellationToken stop) =>
        AgainAsync(
            async token =>
            {
                var publisher = new SafeguardPublisher(_kafka, _metrics, store, form);
                using var sender = new RecordSender(_kafka);
                while (!token.IsCancellationRequested)
                {
                    if (await publisher.PublishAsync(sender, token) == 0)
                    {
                        await Task.Delay(Nap, _kafka.Time, token);
                    }
                }
            },
            stop);

    /// <summary>Publishes what is there, once: when all else has stopped.</summary>
    /// <param name="store">Has them.</param>
    /// <param name="form">What an event looks like on the topic.</param>
    /// <param name="patience">Gives up.</param>
    public async Task PublishRestAsync(
        IActionStore store, Func<SafeguardEvent, byte[]> form, CancellationToken patience)
    {
        var publisher = new SafeguardPublisher(_kafka, _metrics, store, form);
        using var sender = new RecordSender(_kafka);
        while (!patience.IsCancellationRequested && await publisher.PublishAsync(sender, patience) > 0)
        {
        }
    }

    /// <summary>Not on the caller's thread: brokers that are away hold it for long.</summary>
    private Task AgainAsync(Func<CancellationToken, Task> work, CancellationToken stop) =>
        Task.Run(() => AgainAndAgainAsync(work, stop), CancellationToken.None);

    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        var retry = new ResiliencePipelineBuilder { TimeProvider = _kafka.Time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<WorkerFault>().Handle<KafkaException>()
                    .Handle<StoreUnavailableException>().Handle<CreateTopicsException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(500),
                MaxDelay = LongestPause,
                OnRetry = attempt =>
                {
                    Tell(attempt.Outcome.Exception!, attempt.RetryDelay);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await retry.ExecuteAsync(async token => await work(token), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop while it waited: nothing was under way.
        }
        catch (Exception exception) when (stop.IsCancellationRequested
            && exception is WorkerFault or KafkaException or StoreUnavailableException or CreateTopicsException)
        {
            WorkerLog.StoppedByFault(_kafka.Log, exception.Message);
        }
    }

    private void Tell(Exception fault, TimeSpan pause)
    {
        if (fault is StoreUnavailableException)
        {
            _metrics.StoreFailed();
            _kafka.Health.NotReady(ActionerHealth.Database, fault.Message);
        }
        else
        {
            _metrics.SessionRestarted();
            _kafka.Health.NotReady(HealthNames.Kafka, fault.Message);
        }

        WorkerLog.Restarting(_kafka.Log, pause.TotalSeconds, fault.Message);
    }
}
