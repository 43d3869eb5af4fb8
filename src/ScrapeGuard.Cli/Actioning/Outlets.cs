using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.Alerts;
using ScrapeGuard.Actions.Safeguards.CloudEvents;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Health;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// Where safeguard events go: the topic's form for all of them, tokens for a receiver, and alerts for people.
/// </summary>
internal sealed partial class Outlets : IAsyncDisposable
{
    /// <summary>Alerts that wait to be sent; what comes beyond them stands in the topic and the log only.</summary>
    private const int MaxAlerts = 1_000;

    private readonly SafeguardOptions _safeguards;
    private readonly ILogger _log;
    private readonly TokenPush? _push;
    private readonly AlertWebhook? _webhook;
    private readonly Channel<SafeguardEvent> _alerts = Channel.CreateBounded<SafeguardEvent>(
        new BoundedChannelOptions(MaxAlerts) { FullMode = BoundedChannelFullMode.DropWrite });

    private Outlets(SafeguardOptions safeguards, ILogger log, TokenPush? push, AlertWebhook? webhook) =>
        (_safeguards, _log, _push, _webhook) = (safeguards, log, push, webhook);

    /// <summary>Whether there is a receiver of security event tokens.</summary>
    public bool HasReceiver => _push is not null;

    public static Outlets Open(
        ActionerSettings settings, ActionerMetrics metrics, HealthBoard health, ILogger log, TimeProvider time) => new(
            settings.Safeguards, log,
            settings.Receiver is { } receiver ? new TokenPush(receiver, metrics, health, log, time) : null,
            settings.AlertWebhook is { } url ? new AlertWebhook(url, log, time) : null);

    /// <summary>An event as the topic has it; one that calls people calls them, too.</summary>
    public byte[] Form(SafeguardEvent told)
    {
        if (SafeguardAlert.Calls(told))
        {
            LogAlert(_log, told.What, told.Case, told.Reason);
            if (_webhook is not null)
            {
                _alerts.Writer.TryWrite(told);
            }
        }

        return CloudEventWriter.ToBytes(told, _safeguards);
    }

    /// <summary>Pushes tokens and alerts until it is to stop.</summary>
    public Task RunAsync(IActionStore store, CancellationToken stop) => Task.WhenAll(
        _push?.RunAsync(store, stop) ?? WaitAsync(stop),
        _webhook?.RunAsync(_alerts.Reader, stop) ?? WaitAsync(stop));

    public ValueTask DisposeAsync()
    {
        _push?.Dispose();
        _webhook?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task WaitAsync(CancellationToken stop) =>
        await Task.WhenAny(Task.Delay(Timeout.Infinite, stop));

    [LoggerMessage(6121, LogLevel.Warning, "ALERT {What}: {Reason} (case {Case})")]
    private static partial void LogAlert(ILogger log, string what, string @case, string reason);
}
