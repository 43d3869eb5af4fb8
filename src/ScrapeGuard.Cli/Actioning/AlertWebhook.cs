using System.Net.Http.Headers;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.Alerts;
using ScrapeGuard.Kafka.Actioning;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>
/// Posts alerts to an incoming webhook, as well as it goes: what is lost here stands in the topic and the log. The
/// address is a secret, and is told nowhere.
/// </summary>
internal sealed partial class AlertWebhook(Uri url, ActionerMetrics metrics, ILogger log, TimeProvider time)
    : IDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = AttemptTime,
    };

    /// <summary>Posts what comes until it is to stop.</summary>
    public async Task RunAsync(ChannelReader<SafeguardEvent> alerts, CancellationToken stop)
    {
        try
        {
            await foreach (var alert in alerts.ReadAllAsync(stop))
            {
                await PostAsync(ChatAlert.ToBytes(alert), stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to stop.
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(byte[] alert, CancellationToken stop)
    {
        var why = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
            {
                await Task.Delay(FirstPause * (1 << (attempt - 1)), time, stop);
            }

            try
            {
                using var content = new ByteArrayContent(alert);
                content.Headers.ContentType = new MediaTypeHeaderValue(ChatAlert.ContentType);
                using var answer = await _http.PostAsync(url, content, stop);
                if (answer.IsSuccessStatusCode)
                {
                    metrics.AlertSent(ActionerMetricNames.Webhook);
                    return;
                }

                why = $"status {(int)answer.StatusCode}";
            }
            catch (HttpRequestException exception)
            {
                why = exception.HttpRequestError.ToString();
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                why = "no answer in time";
            }
        }

        metrics.AlertLost(ActionerMetricNames.Webhook, 1);
        LogLost(log, why);
    }

    [LoggerMessage(6122, LogLevel.Warning, "an alert could not be posted to the webhook: {Reason}")]
    private static partial void LogLost(ILogger log, string reason);
}
