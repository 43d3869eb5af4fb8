using Microsoft.Extensions.Logging;
using ScrapeGuard.AccountService.Calling;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Cli.Policies.Live;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Telemetry.Pipeline;
using ScrapeGuard.Telemetry.Server;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>An actioner put together: topics, store, account service, and what shows how it is.</summary>
internal sealed partial class ActionerRunner(TimeProvider time) : IActionerRunner
{
    private const string Name = "scrapeguard-actioner";

    /// <summary>How long the last safeguard events may take when it is to stop.</summary>
    private static readonly TimeSpan LastEvents = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long the parts may take to end. Brokers that do not answer keep them longer: what was not committed comes
    /// again then, and is nothing new.
    /// </summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(13);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    public async Task RunAsync(
        ActionerSettings settings, Policy policy, ILoggerFactory logs, CancellationToken stop)
    {
        var log = logs.CreateLogger(Name);
        var shared = settings.Shared;
        var telemetry = new TelemetryOptions { OtlpEndpoint = shared.OtlpEndpoint?.ToString() };
        var http = new HttpOptions { Urls = shared.Urls.IsEmpty ? null : string.Join(';', shared.Urls) };

        // Before the meters are made, so that they are collected from their first count on.
        using var pipeline = TelemetryPipeline.Start(
            telemetry, Name, [ActionerMetricNames.Meter, AccountServiceMetrics.MeterName, LivePolicyMetrics.MeterName],
            [ActionerTraces.SourceName]);
        var board = new HealthBoard(time);
        using var metrics = new ActionerMetrics();
        var topics = new ActionerTopics(shared.Kafka, settings.Intake, metrics, board, log, time);
        board.NotReady(ActionerHealth.Database, "has not been reached yet");
        using var service = new HttpAccountService(settings.Accounts, log, time, Environment.ProcessId);
        var watched = new WatchedAccountService(service, board, time);
        await using var server = await TelemetryServer.StartAsync(
            http, () => HealthPages.StatusOf(board), pipeline.Metrics, stop);
        if (server is not null)
        {
            LogListening(log, string.Join(", ", server.Addresses));
        }

        await using var kept = await OpenAsync(settings, metrics, board, log, stop);
        await using var outlets = Outlets.Open(settings, metrics, board, log, time);
        using var changes = new LivePolicyMetrics();
        var live = new LivePolicy(policy, shared.PolicyPath, changes, log, time);
        var switched = new StopSwitch(settings.IsStopped, settings.StopFile);
        var accounts = new AccountCount(shared.Kafka, log, time);
        var acting = new ActingPolicy(() => live.Current, () => accounts.Count);
        using var actioner = new Actioner(
            kept.Store, watched, () => acting.Current, settings.Actions with { Push = outlets.HasReceiver }, Now,
            switched.Reason);
        var watch = new StoreWatch(kept.Reader, acting, switched, time);
        metrics.Observe(actioner.Counters, () => watch.Snapshot);
        LogStarted(log, policy.Name, kept.Name);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var following = Task.WhenAll(live.FollowAsync(() => { }, over.Token), accounts.RunAsync(over.Token));
        await RunAsync(topics, actioner, kept, outlets, watch, watched, metrics, board, log, stop);
        await over.CancelAsync();
        await following;
    }

    private async Task RunAsync(
        ActionerTopics topics, Actioner actioner, KeptStore kept, Outlets outlets, StoreWatch watch,
        WatchedAccountService service, ActionerMetrics metrics, HealthBoard board, ILogger log,
        CancellationToken stop)
    {
        var store = kept.Store;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var loop = new ActionLoop(actioner, metrics, board, log, time);
        List<Task> parts =
        [
            topics.ReadAsync(actioner, loop.Wake, ending.Token),
            loop.RunAsync(ending.Token),
            topics.PublishAsync(store, outlets.Form, ending.Token),
            outlets.RunAsync(store, ending.Token),
            watch.RunAsync(ending.Token),
            service.ProbeAsync(ending.Token),
            new RetentionSweep(kept, metrics, log, time).RunAsync(ending.Token),
        ];

        // All work until they are to stop: one that ends before has failed, and the others end with it.
        await Task.WhenAny(parts);
        await ending.CancelAsync();
        var ended = Task.WhenAll(parts);
        await Task.WhenAny(ended, Task.Delay(LongestStop, time, CancellationToken.None));
        if (!ended.IsCompleted)
        {
            LogStopHangs(log);
            return;
        }

        await ended;
        using var patience = new CancellationTokenSource(LastEvents, time);
        try
        {
            await topics.PublishRestAsync(store, outlets.Form, patience.Token);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            // They are in the store, and the next actioner publishes them.
        }

        LogStopped(log);
    }

    /// <summary>Waits until the store can be reached.</summary>
    private async Task<KeptStore> OpenAsync(
        ActionerSettings settings, ActionerMetrics metrics, HealthBoard board, ILogger log, CancellationToken stop)
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            board.Beat();
            try
            {
                var kept = await StoreOpening.OpenAsync(settings, stop);
                board.Ready(ActionerHealth.Database);
                return kept;
            }
            catch (StoreUnavailableException exception)
            {
                metrics.StoreFailed();
                board.NotReady(ActionerHealth.Database, exception.Message);
                LogWaiting(log, pause.TotalSeconds, exception.Message);
                await Task.Delay(pause, time, stop);
            }
        }
    }

    private long Now() => UnixMicros.Of(time.GetUtcNow());

    [LoggerMessage(6111, LogLevel.Information, "health and metrics at {Addresses}")]
    private static partial void LogListening(ILogger logger, string addresses);

    [LoggerMessage(6112, LogLevel.Information, "acts by policy {Policy}; kept in {Store}")]
    private static partial void LogStarted(ILogger logger, string policy, string store);

    [LoggerMessage(6113, LogLevel.Information, "stopped; what was done is recorded, what is in flight is asked about")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(6115, LogLevel.Warning, "stops before all has ended, for the brokers or the database do not answer")]
    private static partial void LogStopHangs(ILogger logger);

    [LoggerMessage(6114, LogLevel.Warning, "the store cannot be reached, tries again in {Seconds:F1} s: {Reason}")]
    private static partial void LogWaiting(ILogger logger, double seconds, string reason);
}
