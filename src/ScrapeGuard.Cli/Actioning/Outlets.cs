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
    private readonly AlertSyslog? _syslog;
    private readonly bool _syslogTakesAll;
    private readonly ActionerMetrics _metrics;
    private readonly Channel<SafeguardEvent> _posts = Channel.CreateBounded<SafeguardEvent>(MaxAlerts);
    private readonly Channel<SafeguardEvent> _logs = Channel.CreateBounded<SafeguardEvent>(MaxAlerts);

    private Outlets(
        ActionerSettings settings, ActionerMetrics metrics, HealthBoard health, ILogger log, TimeProvider time)
    {
        (_safeguards, _metrics, _log) = (settings.Safeguards, metrics, log);
        _push = settings.Receiver is { } receiver ? new TokenPush(receiver, metrics, health, log, time) : null;
        _webhook = settings.AlertWebhook is { } url ? new AlertWebhook(url, metrics, log, time) : null;
        _syslog = settings.Syslog is { } server
            ? new AlertSyslog(server, settings.Safeguards, metrics, log, time)
            : null;
        _syslogTakesAll = settings.SyslogTakesAll;
    }

    /// <summary>Whether there is a receiver of security event tokens.</summary>
    public bool HasReceiver => _push is not null;

    public static Outlets Open(
        ActionerSettings settings, ActionerMetrics metrics, HealthBoard health, ILogger log, TimeProvider time) =>
        new(settings, metrics, health, log, time);

    /// <summary>An event as the topic has it; one that calls people calls them, too.</summary>
    public byte[] Form(SafeguardEvent told)
    {
        var calls = SafeguardAlert.Calls(told);
        if (calls)
        {
            LogAlert(_log, told.What, told.Case, told.Reason);
        }

        Offer(calls && _webhook is not null, _posts, told, ActionerMetricNames.Webhook);
        Offer((calls || _syslogTakesAll) && _syslog is not null, _logs, told, ActionerMetricNames.Syslog);

        return CloudEventWriter.ToBytes(told, _safeguards);
    }

    /// <summary>Pushes tokens and alerts until it is to stop.</summary>
    public Task RunAsync(IActionStore store, CancellationToken stop) => Task.WhenAll(
        _push?.RunAsync(store, stop) ?? WaitAsync(stop),
        _webhook?.RunAsync(_posts.Reader, stop) ?? WaitAsync(stop),
        _syslog?.RunAsync(_logs.Reader, stop) ?? WaitAsync(stop));

    public async ValueTask DisposeAsync()
    {
        _push?.Dispose();
        _webhook?.Dispose();
        if (_syslog is not null)
        {
            await _syslog.DisposeAsync();
        }
    }

    private void Offer(bool isWanted, Channel<SafeguardEvent> channel, SafeguardEvent told, string name)
    {
        if (isWanted && !channel.Writer.TryWrite(told))
        {
            _metrics.AlertLost(name, 1);
        }
    }

    private static async Task WaitAsync(CancellationToken stop) =>
        await Task.WhenAny(Task.Delay(Timeout.Infinite, stop));

    [LoggerMessage(6121, LogLevel.Warning, "ALERT {What}: {Reason} (case {Case})")]
    private static partial void LogAlert(ILogger log, string what, string @case, string reason);
}
