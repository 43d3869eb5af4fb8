using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ScrapeGuard.Telemetry.Tests.Pipeline;

/// <summary>Takes what is sent to a collector, over HTTP/1.1 or gRPC's HTTP/2, and keeps path and body.</summary>
internal sealed class Collector : IHttpApplication<HttpContext>, IAsyncDisposable
{
    private readonly KestrelServer _server;

    private Collector(HttpProtocols protocol)
    {
        var options = new KestrelServerOptions();
        options.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocol);
        options.Listen(IPAddress.Loopback, 0);
        var sockets = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), sockets, NullLoggerFactory.Instance);
    }

    public ConcurrentQueue<(string Path, byte[] Body)> Received { get; } = [];

    public string Url => _server.Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public static async Task<Collector> StartAsync(HttpProtocols protocol)
    {
        var collector = new Collector(protocol);
        await collector._server.StartAsync(collector, CancellationToken.None);
        return collector;
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Nothing is held.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Received.Enqueue((context.Request.Path.Value!, body.ToArray()));
        if (context.Request.ContentType != "application/grpc")
        {
            return;
        }

        // An empty message, and that all went well.
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        _server.Dispose();
    }
}
