using Microsoft.Extensions.Logging;
using ScrapeGuard.Cli.Policies.Live;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Options;
using ScrapeGuard.Kafka.Telemetry;
using ScrapeGuard.Kafka.Worker;
using ScrapeGuard.Storage;
using ScrapeGuard.Storage.Memory;
using ScrapeGuard.Telemetry.Pipeline;
using ScrapeGuard.Telemetry.Server;

namespace ScrapeGuard.Cli.Services;

/// <summary>A worker together with what shows how it is: metrics, spans, health.</summary>
internal sealed partial class WorkerRunner(TimeProvider time) : IWorkerRunner
{
    private const string Name = "scrapeguard-worker";

    public async Task RunAsync(
        WorkerSettings settings, Policy policy, DetectionModel? model, ILoggerFactory logs, CancellationToken stop)
    {
        var log = logs.CreateLogger(Name);
        var telemetry = new TelemetryOptions { OtlpEndpoint = settings.Shared.OtlpEndpoint?.ToString() };
        var urls = settings.Shared.Urls;
        var http = new HttpOptions { Urls = urls.IsEmpty ? null : string.Join(';', urls) };

        // Before the meters are made, so that they are collected from their first count on.
        using var pipeline = TelemetryPipeline.Start(
            telemetry, Name, [WorkerMetricNames.Meter, LivePolicyMetrics.MeterName, StateMetrics.MeterName],
            [WorkerTraces.SourceName]);
        var board = new HealthBoard(time);
        var state = settings.Options.State;
        using var budget = state.MemoryLimitBytes is { } limit ? new StateBudget(limit, time) : null;
        using var memory = budget is null ? null : new StateMetrics(budget, state.MemoryLimitBytes!.Value);
        var folder = FolderOf(state);
        using var changes = new LivePolicyMetrics();
        var live = new LivePolicy(policy, settings.Shared.PolicyPath, changes, log, time);
        using var worker = new WorkerService(
            settings.Options, () => live.Current, model, board, log, time,
            budget is null ? null : () => new SpillingStateStore(folder, budget, time));
        await using var server = await TelemetryServer.StartAsync(
            http, () => HealthPages.StatusOf(board), pipeline.Metrics, stop);
        if (server is not null)
        {
            LogListening(log, string.Join(", ", server.Addresses));
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var following = live.FollowAsync(worker.Renew, over.Token);
        await worker.RunAsync(stop);
        await over.CancelAsync();
        await following;
    }

    private static string FolderOf(StateOptions state)
    {
        var folder = state.Directory ?? Path.Combine(Path.GetTempPath(), "scrapeguard");
        if (state.MemoryLimitBytes is not null)
        {
            Directory.CreateDirectory(folder);
        }

        return folder;
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "health and metrics at {Addresses}")]
    private static partial void LogListening(ILogger logger, string addresses);
}
