using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Health;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>Carries out what is due, step by step, until it is to stop.</summary>
internal sealed partial class ActionLoop(
    Actioner actioner, ActionerMetrics metrics, HealthBoard health, ILogger log, TimeProvider time)
{
    private const int MaxPauseShift = 5;
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>How long calls that are under way may take when it is to stop.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(8);

    private readonly Nudge _news = new();

    /// <summary>Something came in.</summary>
    public void Wake() => _news.Set();

    /// <summary>Works; then waits for the calls under way and records what they came to.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var faults = 0;
        while (!stop.IsCancellationRequested)
        {
            health.Beat();
            try
            {
                var step = await actioner.StepAsync(stop);
                health.Ready(ActionerHealth.Database);
                faults = 0;
                if (step.IsIdle)
                {
                    // Without a call under way that task is done already, and would wake at once.
                    var call = actioner.CallsUnderWay > 0 ? actioner.AnyCallAsync() : Task.Delay(Nap, time, stop);
                    await _news.WaitAsync(call, Nap, time, stop);
                }
            }
            catch (StoreUnavailableException exception)
            {
                metrics.StoreFailed();
                health.NotReady(ActionerHealth.Database, exception.Message);
                LogStoreAway(log, exception.Message);
                await Task.WhenAny(Task.Delay(FirstPause * (1 << Math.Min(faults++, MaxPauseShift)), time, stop));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
        }

        await EndAsync();
    }

    private async Task EndAsync()
    {
        using var patience = new CancellationTokenSource(StopPatience, time);
        LogStopping(log, actioner.CallsUnderWay);
        try
        {
            await actioner.StopAsync(patience.Token);
        }
        catch (StoreUnavailableException exception)
        {
            LogLeftInFlight(log, exception.Message);
        }
    }

    [LoggerMessage(6101, LogLevel.Warning, "nothing is carried out, for the store cannot be reached: {Reason}")]
    private static partial void LogStoreAway(ILogger log, string reason);

    [LoggerMessage(6102, LogLevel.Information, "stops; calls under way: {Calls}")]
    private static partial void LogStopping(ILogger log, int calls);

    [LoggerMessage(6103, LogLevel.Warning,
        "answers could not be recorded; the account service is asked about them at the next start: {Reason}")]
    private static partial void LogLeftInFlight(ILogger log, string reason);
}
