using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ScrapeGuard.Console.Api;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Sources;

namespace ScrapeGuard.Console.Hosting;

/// <summary>The console: its pages, and the API that they use and anyone else may.</summary>
public sealed class ConsoleServer : IAsyncDisposable
{
    /// <summary>More proxies than this stand before nobody.</summary>
    private const int MaxHops = 16;

    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly Task _pump;
    private bool _isDisposed;

    private ConsoleServer(WebApplication app, ConsoleContext console)
    {
        (_app, Context) = (app, console);
        Addresses = [.. app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses];
        _pump = new ConsolePump(console).RunAsync();
    }

    /// <summary>Where it listens, with the ports that it has got.</summary>
    public IReadOnlyList<string> Addresses { get; }

    internal ConsoleContext Context { get; }

    /// <summary>What is served by routes.</summary>
    internal IEnumerable<RouteEndpoint> Endpoints =>
        ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Listens when this returns.</summary>
    /// <param name="options">Must be valid.</param>
    /// <param name="sources">What it shows.</param>
    /// <param name="logs">Where it tells of refusals.</param>
    /// <param name="time">The clock on the wall.</param>
    /// <param name="stop">Gives the start up.</param>
    /// <exception cref="IOException">An address is in use, or not this machine's.</exception>
    public static async Task<ConsoleServer> StartAsync(
        ConsoleOptions options, ConsoleSources sources, ILoggerFactory logs, TimeProvider time, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is [var mistake, ..])
        {
            throw new ArgumentException(mistake, nameof(options));
        }

        var console = new ConsoleContext(options, sources, logs, time);
        var app = Build(options);
        var filter = new HostFilter(options);
        var pages = new StaticPages();
        if (options.Proxies.Count > 0)
        {
            app.UseForwardedHeaders(Forwarded(options));
        }

        app.Use((http, next) => GuardAsync(http, next, filter));
        app.UseRouting();
        Routes.Map(app, console);
        app.Use((http, next) => http.GetEndpoint() is null ? RestAsync(http, pages) : next(http));
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            await app.DisposeAsync();
            console.Dispose();
            throw new IOException($"Http:Urls '{string.Join(';', options.Urls)}': {exception.Message}", exception);
        }

        return new ConsoleServer(app, console);
    }

    /// <summary>A link that signs in once, within a day.</summary>
    public string NewSignInLink(Role role)
    {
        var address = Addresses[0].Replace("[::]", "localhost", StringComparison.Ordinal)
            .Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        return $"{address}/#sign-in={Context.Codes.New(role)}";
    }

    /// <summary>Answers what has been asked, for two seconds at most, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Context.Stop();
        using (var patience = new CancellationTokenSource(StopTime))
        {
            await _app.StopAsync(patience.Token);
        }

        await _app.DisposeAsync();
        await _pump;
        Context.Dispose();
    }

    private static async Task GuardAsync(HttpContext http, RequestDelegate next, HostFilter filter)
    {
        SecurityHeaders.Add(http.Response);
        if (filter.Allows(http.Request))
        {
            await next(http);
            return;
        }

        await ApiRunner.WriteAsync(http, new ApiAnswer.Problem(
            StatusCodes.Status421MisdirectedRequest, "This is not that host",
            "Console:AllowedHosts names those that it is"));
    }

    /// <summary>What is no call of the API: pages, to be read only.</summary>
    private static async Task RestAsync(HttpContext http, StaticPages pages)
    {
        var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (isRead && await pages.TryWriteAsync(http))
        {
            return;
        }

        await ApiRunner.WriteAsync(http, ApiAnswer.NotFound("there is no such page, or it is not to be had so"));
    }

    private static WebApplication Build(ConsoleOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            Limit(kestrel);
            foreach (var place in options.Addresses)
            {
                place.ListenWith(kestrel);
            }
        });
        builder.Services.AddRoutingCore();

        // The process's signals are not the console's: whoever started it ends it.
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        return builder.Build();
    }

    /// <summary>
    /// Behind proxies that the settings name, a request is that of the nearest address which is none of them; what
    /// stands before that anybody may have written.
    /// </summary>
    private static ForwardedHeadersOptions Forwarded(ConsoleOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor,
            ForwardLimit = MaxHops,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.Proxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        return forwarded;
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = 1_024;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestLineSize = 8 << 10;
        limits.MaxRequestHeadersTotalSize = 32 << 10;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestBodySize = BodyReader.MaxBytes;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
