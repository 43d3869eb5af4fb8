using Microsoft.Extensions.Logging;
using ScrapeGuard.AccountService.Receivers;
using ScrapeGuard.Actions.Safeguards.Risc;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Core.Time;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Health;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// Pushes security event tokens from the store to their receiver. What it has not taken waits in the store; what it
/// refuses is told in the log, and not pushed again.
/// </summary>
internal sealed partial class TokenPush : IDisposable
{
    private const int MaxEvents = 50;
    private const long MicrosPerSecond = 1_000_000;
    private const long LeaseMicros = 600 * MicrosPerSecond;
    private const long FirstWaitMicros = 5 * MicrosPerSecond;
    private const long LongestWaitMicros = 600 * MicrosPerSecond;
    private const int MaxWaitShift = 7;
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FaultPause = TimeSpan.FromSeconds(2);

    private readonly ReceiverSettings _settings;
    private readonly ActionerMetrics _metrics;
    private readonly HealthBoard _health;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly TokenSigner _signer;
    private readonly SetPusher _pusher;

    public TokenPush(
        ReceiverSettings settings, ActionerMetrics metrics, HealthBoard health, ILogger log, TimeProvider time)
    {
        (_settings, _metrics, _health, _log, _time) = (settings, metrics, health, log, time);
        var errors = new List<string>();
        _signer = TokenKeys.Read(settings, ActionerKeys.ReceiverKeyFile, errors)
            ?? throw new InvalidDataException(errors[0]);
        _pusher = new SetPusher(settings.Push, log, time, Environment.ProcessId);
    }

    /// <summary>Pushes what comes until it is to stop.</summary>
    public async Task RunAsync(IActionStore store, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                try
                {
                    if (await PushAsync(store, stop) == 0)
                    {
                        await Task.Delay(Nap, _time, stop);
                    }
                }
                catch (StoreUnavailableException exception)
                {
                    _metrics.StoreFailed();
                    _health.NotReady(ActionerHealth.Database, exception.Message);
                    await Task.Delay(FaultPause, _time, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was taken and not marked is pushed again when its lease is over, with the same jti.
        }
    }

    public void Dispose()
    {
        _pusher.Dispose();
        _signer.Dispose();
    }

    private async Task<int> PushAsync(IActionStore store, CancellationToken stop)
    {
        var events = await store.TakeOutgoingAsync(OutgoingChannel.Push, Now(), LeaseMicros, MaxEvents, stop);
        foreach (var outgoing in events)
        {
            string[] id = [outgoing.Event.Id];
            var token = SecurityEventToken.Create(outgoing.Event, _settings.Risc, _signer, Now());
            var delivery = token is null ? null : await _pusher.PushAsync(token, stop);
            if (delivery is { Outcome: SetOutcome.NotDelivered })
            {
                var wait = Math.Max(
                    Math.Min(FirstWaitMicros << Math.Min(outgoing.Attempts, MaxWaitShift), LongestWaitMicros),
                    (delivery.RetryAfter?.Ticks ?? 0) / TimeSpan.TicksPerMicrosecond);
                _metrics.PublishFailed(OutgoingChannel.Push, 1);
                LogLater(_log, wait / (double)MicrosPerSecond, delivery.Detail);
                await store.PostponeAsync(OutgoingChannel.Push, id, Now() + wait, stop);
                continue;
            }

            await store.MarkPublishedAsync(OutgoingChannel.Push, id, Now(), CancellationToken.None);
            _metrics.Published(OutgoingChannel.Push, delivery is { Outcome: SetOutcome.Delivered } ? 1 : 0);
        }

        return events.Count;
    }

    private long Now() => UnixMicros.Of(_time.GetUtcNow());

    [LoggerMessage(6131, LogLevel.Warning, "a token could not be pushed, tries again in {Seconds:F0} s: {Reason}")]
    private static partial void LogLater(ILogger log, double seconds, string reason);
}
