using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ScrapeGuard.Telemetry.Exposition;

namespace ScrapeGuard.Telemetry.Server;

/// <summary>
/// Serves health and metrics over HTTP/1.1, for probes and scrapers in a network that is trusted: without TLS, without
/// accounts. Kestrel without its host: that would take the process's signals for itself, and log each request.
/// </summary>
public sealed class TelemetryServer : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly KestrelServer _server;

    private TelemetryServer(KestrelServer server, IReadOnlyList<string> addresses)
    {
        _server = server;
        Addresses = addresses;
    }

    /// <summary>Where it listens, with the ports that it has got.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>Listens when this returns.</summary>
    /// <param name="options">Must be valid.</param>
    /// <param name="health">Asked at each request, from any thread; is to be cheap.</param>
    /// <param name="metrics">What <c>/metrics</c> shows.</param>
    /// <param name="stop">Gives the start up.</param>
    /// <returns>Null when the settings name no address.</returns>
    /// <exception cref="IOException">
    /// An address is in use, or not this machine's, or not allowed; the message names setting, value and reason.
    /// </exception>
    public static async Task<TelemetryServer?> StartAsync(
        HttpOptions options, Func<HealthStatus> health, MetricsPage metrics, CancellationToken stop)
    {
        var addresses = options.Addresses();
        if (addresses.Count == 0)
        {
            return null;
        }

        var kestrel = Limited();
        foreach (var address in addresses)
        {
            address.ListenWith(kestrel);
        }

        var sockets = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(kestrel), sockets, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new TelemetryPages(health, metrics), stop);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            server.Dispose();
            throw new IOException($"Http:Urls '{options.Urls}': {exception.Message}", exception);
        }

        return new TelemetryServer(server, [.. server.Features.Get<IServerAddressesFeature>()!.Addresses]);
    }

    /// <summary>Answers what has been asked, for two seconds at most, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopTime);
        await _server.StopAsync(patience.Token);
        _server.Dispose();
    }

    private static KestrelServerOptions Limited()
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = 64;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestLineSize = 2 << 10;
        limits.MaxRequestHeadersTotalSize = 8 << 10;
        limits.MaxRequestHeaderCount = 50;
        limits.MaxRequestBufferSize = 16 << 10;
        limits.MaxRequestBodySize = 0;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);

        // Idle connections must not keep the probes out for long: there are only so many.
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(10);
        return kestrel;
    }
}
