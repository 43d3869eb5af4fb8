using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.Alerts;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Kafka.Actioning;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// Sends events to a syslog server: a datagram each, or a stream of counted frames, which may be under TLS. What a
/// server that is away keeps waiting is tried again a few times; what is lost then stands in the topic.
/// </summary>
internal sealed partial class AlertSyslog(
    SyslogSettings settings, SafeguardOptions options, ActionerMetrics metrics, ILogger log, TimeProvider time)
    : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly string _host = Environment.MachineName;
    private readonly string _process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private SyslogLine? _line;

    /// <summary>Sends what comes until it is to stop.</summary>
    public async Task RunAsync(ChannelReader<SafeguardEvent> events, CancellationToken stop)
    {
        try
        {
            await foreach (var told in events.ReadAllAsync(stop))
            {
                await SendAsync(SyslogMessage.ToBytes(told, options, _host, _process), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop.
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async Task SendAsync(byte[] message, CancellationToken stop)
    {
        var why = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(FirstPause * (1 << (attempt - 1)), time, stop);
            }

            using var patience = new CancellationTokenSource(AttemptTime, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
            try
            {
                await SendOnceAsync(message, either.Token);
                metrics.AlertSent(ActionerMetricNames.Syslog);
                return;
            }
            catch (SocketException exception)
            {
                why = exception.SocketErrorCode.ToString();
            }
            catch (Exception exception) when (
                exception is IOException or AuthenticationException or UnauthorizedAccessException
                    or CryptographicException)
            {
                why = exception.Message;
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                why = "not taken in time";
            }

            await CloseAsync();
        }

        metrics.AlertLost(ActionerMetricNames.Syslog, 1);
        LogLost(log, why);
    }

    private async Task SendOnceAsync(byte[] message, CancellationToken stop)
    {
        if (_line is not null && !await _line.IsOpenAsync(stop))
        {
            await CloseAsync();
        }

        _line ??= await SyslogLine.OpenAsync(settings, time, stop);
        await _line.SendAsync(message, stop);
    }

    private async ValueTask CloseAsync()
    {
        if (_line is { } line)
        {
            _line = null;
            await line.DisposeAsync();
        }
    }

    [LoggerMessage(6123, LogLevel.Warning, "an event could not be sent to the syslog server: {Reason}")]
    private static partial void LogLost(ILogger log, string reason);
}
