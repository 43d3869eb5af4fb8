using System.Net;
using ScrapeGuard.AccountService.Options;
using ScrapeGuard.AccountService.Secrets;
using ScrapeGuard.AccountService.Templates;

namespace ScrapeGuard.AccountService.Calling;

/// <summary>Makes single attempts over HTTP; every fault of the other side is a reply.</summary>
internal sealed class ServiceClient : IDisposable
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromMinutes(2);

    private readonly AccountServiceOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly List<(string Name, SecretReader Secret)> _secrets;

    /// <param name="options">Must be valid.</param>
    /// <param name="time">The clock.</param>
    /// <param name="variables">The environment; null: that of the process.</param>
    public ServiceClient(AccountServiceOptions options, TimeProvider time, Func<string, string?>? variables)
    {
        (_options, _time) = (options, time);
        _secrets = [.. options.SecretHeaders.Select(header =>
            (header.Key, new SecretReader(header.Value, time, variables)))];
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromMilliseconds(options.AttemptTimeoutMilliseconds),
            MaxResponseHeadersLength = 32,
            PooledConnectionLifetime = ConnectionLife,
        };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>One attempt.</summary>
    /// <param name="call">What to send, and how to read the answer.</param>
    /// <param name="values">Whom it is about.</param>
    /// <param name="keepsBody">The answer is wanted, whatever its status.</param>
    /// <param name="attempt">Ends with the attempt's time, or with the caller's patience.</param>
    /// <param name="caller">The caller's patience alone.</param>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async ValueTask<Reply> SendAsync(
        CompiledCall call, TemplateValues values, bool keepsBody, CancellationToken attempt, CancellationToken caller)
    {
        using var request = call.Request(values);
        if (request is null)
        {
            return new Reply(Meaning.Refused, "the account's name can't stand in the URL of this template");
        }

        foreach (var (name, secret) in _secrets)
        {
            if (secret.Read(out var mistake) is not { } value)
            {
                return new Reply(Meaning.NotDone, $"not sent: the secret of {name}: {mistake}");
            }

            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var content = call.IsGet ? null
            : new TrackedContent(call.Body(values), call.HasBody ? "application/json" : null);
        request.Content = content;
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, attempt);
            return await ReadAsync(call, values, response, keepsBody, attempt);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return Lost(content, $"no answer in {_options.AttemptTimeoutMilliseconds} ms");
        }
        catch (HttpRequestException exception)
        {
            return Lost(content, exception.HttpRequestError == HttpRequestError.Unknown
                ? "the connection failed"
                : $"the connection failed: {exception.HttpRequestError}", exception.HttpRequestError);
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Without a body nothing is said about what was sent: what is asked twice does no harm.</summary>
    private static Reply Lost(
        TrackedContent? content, string fault, HttpRequestError error = HttpRequestError.Unknown)
    {
        var isUnsent = content is { IsBegun: false }
            || error is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
        return isUnsent
            ? new Reply(Meaning.NotDone, $"not sent: {fault}", IsFault: true)
            : new Reply(Meaning.Unknown, fault, IsFault: true);
    }

    private async Task<Reply> ReadAsync(
        CompiledCall call, TemplateValues values, HttpResponseMessage response, bool keepsBody,
        CancellationToken attempt)
    {
        var status = (int)response.StatusCode;
        var wait = RetryAfterHeader.Read(
            response.Headers, _time.GetUtcNow(), TimeSpan.FromSeconds(_options.MaxRetryAfterSeconds));
        var (body, lack) = keepsBody || call.NeedsBody(status)
            ? await BodyAsync(response, attempt)
            : (default, "");
        var meaning = call.Read(status, body, values);

        // With a time to come back the service itself has spoken, and has not acted.
        meaning = status == 503 && meaning == Meaning.Unknown && wait is not null ? Meaning.NotDone : meaning;
        var reason = meaning == Meaning.Unknown && call.NeedsBody(status) && lack.Length == 0
            ? " without the word that tells"
            : lack;
        var name = Enum.IsDefined(response.StatusCode) ? $"{status} {response.StatusCode}" : $"{status}";
        return new Reply(meaning, name + reason, status >= 500, wait, status, body);
    }

    /// <summary>An answer whose status came and whose body broke off is still an answer of that status.</summary>
    private async Task<(ReadOnlyMemory<byte> Body, string Lack)> BodyAsync(
        HttpResponseMessage response, CancellationToken attempt)
    {
        try
        {
            var body = await BoundedBody.ReadAsync(response.Content, _options.MaxResponseBytes, attempt);
            return body is { } read ? (read, "") : (default, $" with more than {_options.MaxResponseBytes} bytes");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return (default, " whose body broke off");
        }
    }
}
