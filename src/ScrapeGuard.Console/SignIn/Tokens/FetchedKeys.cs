using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace ScrapeGuard.Console.SignIn.Tokens;

/// <summary>
/// The keys of an issuer as its discovery document (OpenID Connect Discovery 1.0, section 4) leads to them, kept for a
/// while. When they cannot be fetched those that were known go on holding.
/// </summary>
internal sealed partial class FetchedKeys(OidcOptions options, HttpClient http, ILogger log, TimeProvider time)
    : ITokenKeys, IDisposable
{
    private const int MaxBytes = 256 << 10;
    private const int MaxKeys = 100;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IReadOnlyList<TokenKey> _keys = [];
    private long? _fetched;

    /// <summary>A client that follows no redirection: another address is another issuer.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = MaxBytes,
    };

    public async Task<IReadOnlyList<TokenKey>> FindAsync(string? id, CancellationToken cancellation)
    {
        var found = Of(id);
        var age = _fetched is { } at ? time.GetElapsedTime(at) : TimeSpan.MaxValue;
        if (age < Fresh && (found.Count > 0 || age < LeastPause))
        {
            return found;
        }

        await _gate.WaitAsync(cancellation);
        try
        {
            // Another call may have fetched them meanwhile.
            if (_fetched is not { } last || time.GetElapsedTime(last) >= LeastPause)
            {
                await FetchAsync(cancellation);
            }
        }
        finally
        {
            _gate.Release();
        }

        return Of(id);
    }

    public void Dispose() => _gate.Dispose();

    private List<TokenKey> Of(string? id) => [.. _keys.Where(key => id is null || key.Id is null || key.Id == id)];

    private async Task FetchAsync(CancellationToken cancellation)
    {
        _fetched = time.GetTimestamp();
        try
        {
            using var discovery = JsonDocument.Parse(
                await http.GetByteArrayAsync(options.DiscoveryUri, cancellation));
            var root = discovery.RootElement;
            if (!root.TryGetProperty("issuer", out var issuer) || issuer.GetString() != options.Issuer
                || !root.TryGetProperty("jwks_uri", out var place)
                || !Uri.TryCreate(place.GetString(), UriKind.Absolute, out var address) || !OidcOptions.IsSafe(address))
            {
                LogFailed(log, options.Issuer, "its discovery document is another issuer's, or names no safe jwks_uri");
                return;
            }

            using var set = JsonDocument.Parse(await http.GetByteArrayAsync(address, cancellation));
            _keys = [.. set.RootElement.GetProperty("keys").EnumerateArray().Take(MaxKeys).Select(TokenKey.Read)
                .OfType<TokenKey>()];
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or KeyNotFoundException
            or InvalidOperationException || (exception is OperationCanceledException
            && !cancellation.IsCancellationRequested))
        {
            LogFailed(log, options.Issuer, exception.Message);
        }
    }

    [LoggerMessage(8101, LogLevel.Warning, "the keys of {Issuer} cannot be fetched: {Reason}")]
    private static partial void LogFailed(ILogger log, string issuer, string reason);
}
