using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Cli.Policies.Live;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Kafka.Watching;
using ScrapeGuard.Postgres;
using ScrapeGuard.Telemetry.Pipeline;

namespace ScrapeGuard.Cli.ConsoleHost;

/// <summary>A live console put together: topics, database, pages.</summary>
internal sealed partial class ConsoleRunner(TimeProvider time, TextWriter terminal)
{
    private const string Name = "scrapeguard-console";

    /// <summary>Decisions of before the start: what stands against accounts is in them.</summary>
    private const long DecisionsBack = 20_000;

    private const long MaxDecisionsBehind = 1_000_000;
    private const long MaxEventsBehind = 200_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public async Task RunAsync(
        ConsoleSettings settings, Policy policy, DetectionModel? model, ILoggerFactory logs, CancellationToken stop)
    {
        var log = logs.CreateLogger(Name);
        var shared = settings.Shared;
        using var pipeline = TelemetryPipeline.Start(
            new TelemetryOptions { OtlpEndpoint = shared.OtlpEndpoint?.ToString() }, Name,
            [ConsoleMetrics.MeterName, LivePolicyMetrics.MeterName], []);
        var board = new HealthBoard(time);
        board.NotReady(ActionerHealth.Database, "has not been reached yet");
        await using var database = PostgresDatabase.Open(settings.Database!);
        var traffic = new TrafficModel(settings.Traffic);
        var topics = shared.Kafka.Topics;
        var watch = new TopicWatch(
            shared.Kafka,
            [
                new WatchedTopic(topics.Decisions, DecisionsBack, MaxDecisionsBehind),
                new WatchedTopic(topics.AccessEvents, Back: 0, MaxEventsBehind),
            ],
            board, log, time);
        using var changes = new LivePolicyMetrics();
        var live = new LivePolicy(policy, shared.PolicyPath, changes, log, time);
        var desk = new KafkaCommandDesk(shared.Kafka, time);
        var loaded = desk.NowMicros;
        var accounts = new AccountCount(shared.Kafka, log, time);
        var sources = new ConsoleSources
        {
            Traffic = traffic,
            Actions = database.Reader,
            Audit = database.Audit,
            Commands = desk,
            Policies = new PolicyDesk(() => live.Current, model, () => Volatile.Read(ref loaded)),
            Words = new ReasonWords(() => live.Current, model),
            Extent = new ExtentForms(),
            Metrics = pipeline.Metrics.Read,
            PassedOver = () => watch.PassedOver,
            ActiveAccounts = () => accounts.Count ?? 0,
            NotReady = () => [.. board.Read().Components.Where(component => component.Reason is not null)
                .Select(component => $"{component.Component}: {component.Reason}")],
        };
        await using var server = await ConsoleServer.StartAsync(settings.Options, sources, logs, time, stop);
        LogListening(log, string.Join(", ", server.Addresses));
        if (!settings.Options.HasSignIn)
        {
            await terminal.WriteLineAsync($"console: {server.NewSignInLink(Role.Admin)} (the link signs in once)");
        }

        var campaigns = new CampaignWatch(shared.Kafka, known => traffic.Take(known.Campaigns), log, time);
        await Task.WhenAll(
            watch.RunAsync(new KafkaFeed(traffic, topics), stop), campaigns.RunAsync(stop), accounts.RunAsync(stop),
            PrepareAsync(database, board, log, stop),
            live.FollowAsync(() => Volatile.Write(ref loaded, desk.NowMicros), stop));
    }

    /// <summary>Waits for the database, and brings its schema to where this program needs it.</summary>
    private async Task PrepareAsync(
        PostgresDatabase database, HealthBoard board, ILogger log, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await database.MigrateAsync(stop) is { } mistake)
                {
                    throw new InvalidDataException(mistake);
                }

                board.Ready(ActionerHealth.Database);
            }
            catch (StoreUnavailableException exception)
            {
                board.NotReady(ActionerHealth.Database, exception.Message);
                LogAway(log, exception.Message);
            }

            try
            {
                await Task.Delay(Pause, time, stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(6151, LogLevel.Information, "the console listens at {Addresses}")]
    private static partial void LogListening(ILogger logger, string addresses);

    [LoggerMessage(6152, LogLevel.Warning, "the database cannot be reached: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);
}
