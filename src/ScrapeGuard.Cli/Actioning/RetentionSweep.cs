using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Postgres;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// Has what is over forgotten when it is older than the settings keep it, bit by bit. Several actioners may do so at
/// once: each takes what the others left.
/// </summary>
internal sealed partial class RetentionSweep(KeptStore kept, ActionerMetrics metrics, ILogger log, TimeProvider time)
{
    /// <summary>Rows of a table in one transaction: so short that no decision waits for it.</summary>
    private const int MaxRows = 1_000;

    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    /// <summary>Sweeps until it is to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (kept.Forget is { } forget)
            {
                await SweepAsync(forget, stop);
                await Task.Delay(Every, time, stop);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop.
        }
    }

    private async Task SweepAsync(Func<long, int, CancellationToken, Task<Forgotten>> forget, CancellationToken stop)
    {
        var before = UnixMicros.Of(time.GetUtcNow() - kept.Kept);
        var total = 0L;
        try
        {
            while (await forget(before, MaxRows, stop) is { Total: > 0 } gone)
            {
                metrics.Forgotten(gone.Total);
                total += gone.Total;
                if (gone.Outgoing > 0)
                {
                    LogUntold(log, gone.Outgoing);
                }

                await Task.Delay(Breath, time, stop);
            }
        }
        catch (StoreUnavailableException)
        {
            // Whoever works with the store tells of it; the rest goes the next time.
        }

        if (total > 0)
        {
            LogSwept(log, total, kept.Kept.TotalDays);
        }
    }

    [LoggerMessage(6141, LogLevel.Information, "forgot {Rows} rows that were over for {Days:F0} days")]
    private static partial void LogSwept(ILogger log, long rows, double days);

    [LoggerMessage(6142, LogLevel.Warning, "forgot {Events} safeguard events that nobody took in all that time")]
    private static partial void LogUntold(ILogger log, long events);
}
