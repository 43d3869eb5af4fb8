using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using ScrapeGuard.AccountService.Calling;
using ScrapeGuard.AccountService.Secrets;

namespace ScrapeGuard.AccountService.Receivers;

/// <summary>
/// Pushes security event tokens to a receiver: POST as <c>application/secevent+jwt</c>; 202 is delivered, 400 is
/// refused (RFC 8935). A lost reply is pushed again, for the receiver knows a token by its <c>jti</c>.
/// </summary>
public sealed partial class SetPusher : IDisposable
{
    private const string MediaType = "application/secevent+jwt";
    private const int MaxResponseBytes = 16 << 10;

    private readonly SetReceiverOptions _options;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly SecretReader? _token;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline<SetDelivery> _pipeline;

    /// <param name="options">Must be valid.</param>
    /// <param name="log">Where it tells of refusals.</param>
    /// <param name="time">The clock.</param>
    /// <param name="jitterSeed">Of the chance in pauses: let it differ between processes.</param>
    /// <param name="variables">The environment, for the secret; null: that of the process.</param>
    public SetPusher(
        SetReceiverOptions options, ILogger log, TimeProvider time, int jitterSeed,
        Func<string, string?>? variables = null)
    {
        if (options.Validate() is [var mistake, ..])
        {
            throw new ArgumentException(mistake, nameof(options));
        }

        (_options, _log, _time) = (options, log, time);
        _token = options.Token is { } source ? new SecretReader(source, time, variables) : null;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromMilliseconds(options.AttemptTimeoutMilliseconds),
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _pipeline = PipelineOf(options, time, new SeededChance(jitterSeed));
    }

    /// <summary>Pushes a token.</summary>
    /// <param name="token">A signed token in its compact form: visible ASCII.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was given up: it may have been delivered.</exception>
    public async Task<SetDelivery> PushAsync(string token, CancellationToken cancellation)
    {
        if (token.Length == 0 || token.Length > _options.MaxTokenBytes || !SecretText.IsHeaderText(token))
        {
            return new SetDelivery(
                SetOutcome.Refused, $"not sent: a token is 1 to {_options.MaxTokenBytes} bytes of visible ASCII");
        }

        var delivery = await _pipeline.ExecuteAsync(
            async attempt => await SendAsync(token, attempt, cancellation), cancellation);
        if (delivery.Outcome == SetOutcome.Refused)
        {
            LogRefused(_log, delivery.Detail);
        }

        return delivery;
    }

    public void Dispose() => _http.Dispose();

    private static ResiliencePipeline<SetDelivery> PipelineOf(
        SetReceiverOptions options, TimeProvider time, SeededChance chance)
    {
        var builder = new ResiliencePipelineBuilder<SetDelivery> { TimeProvider = time };
        var longest = TimeSpan.FromMilliseconds(options.MaxRetryDelayMilliseconds);
        if (options.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions<SetDelivery>
            {
                MaxRetryAttempts = options.MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(options.RetryDelayMilliseconds),
                MaxDelay = longest,
                Randomizer = chance.Next,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Result is { Outcome: SetOutcome.NotDelivered } lost
                    && (lost.RetryAfter is not { } wait || wait <= longest)),
                DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result?.RetryAfter),
            });
        }

        return builder.AddTimeout(new TimeoutStrategyOptions
        {
            Timeout = TimeSpan.FromMilliseconds(options.AttemptTimeoutMilliseconds),
        }).Build();
    }

    private async Task<SetDelivery> SendAsync(string token, CancellationToken attempt, CancellationToken caller)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _options.Url);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_token is not null)
        {
            if (_token.Read(out var mistake) is not { } secret)
            {
                return new SetDelivery(SetOutcome.NotDelivered, $"not sent: the token of the receiver: {mistake}");
            }

            request.Headers.TryAddWithoutValidation("Authorization", secret);
        }

        request.Content = new TrackedContent(Encoding.ASCII.GetBytes(token), MediaType);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt);
            return await ReadAsync(response, attempt);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return new SetDelivery(
                SetOutcome.NotDelivered, $"no answer in {_options.AttemptTimeoutMilliseconds} ms");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            var error = (exception as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
            return new SetDelivery(SetOutcome.NotDelivered, $"the connection failed: {error}");
        }
    }

    private async Task<SetDelivery> ReadAsync(HttpResponseMessage response, CancellationToken attempt)
    {
        var status = (int)response.StatusCode;
        var wait = RetryAfterHeader.Read(
            response.Headers, _time.GetUtcNow(), TimeSpan.FromSeconds(_options.MaxRetryAfterSeconds));
        switch (status)
        {
            // 200 and 204 are no words of RFC 8935, but mean no less.
            case 202 or 200 or 204:
                return new SetDelivery(SetOutcome.Delivered, $"{status}");
            case 401 or 407 or 408 or 425 or 429 or >= 500:
                return new SetDelivery(SetOutcome.NotDelivered, $"{status}", RetryAfter: wait);
            default:
                break;
        }

        var body = await BoundedBody.ReadAsync(response.Content, MaxResponseBytes, attempt);
        var refusal = body is { } read ? SetRefusal.Read(read) : new SetRefusal(null, "");
        var words = $"{status} {refusal.Error} {refusal.Description}".Trim();
        return new SetDelivery(SetOutcome.Refused, _token?.Hide(words) ?? words, refusal.Error);
    }

    [LoggerMessage(5011, LogLevel.Warning, "the receiver of security events refuses a token: {Detail}")]
    private static partial void LogRefused(ILogger log, string detail);
}
