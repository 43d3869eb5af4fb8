using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ScrapeGuard.AccountService.Reference.Faults;
using ScrapeGuard.AccountService.Reference.Http;
using ScrapeGuard.AccountService.Secrets;

namespace ScrapeGuard.AccountService.Reference;

/// <summary>
/// An account service for demo and tests, as <c>account-service.openapi.json</c> describes it, with faults to order. It
/// remembers in memory only, and is no service for real accounts.
/// </summary>
public sealed class ReferenceService : IAsyncDisposable
{
    private const int MaxBodyBytes = 64 << 10;
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping;
    private bool _isDisposed;

    private ReferenceService(
        WebApplication app, CancellationTokenSource stopping, AccountLedger ledger, FaultBoard faults)
    {
        (_app, _stopping, Ledger, Faults) = (app, stopping, ledger, faults);
        Addresses = [.. app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses];
    }

    /// <summary>Where it listens, with the ports that it has got.</summary>
    public IReadOnlyList<string> Addresses { get; }

    /// <summary>The first of them.</summary>
    public string Address => Addresses[0];

    /// <summary>What was done.</summary>
    public AccountLedger Ledger { get; }

    /// <summary>What goes wrong.</summary>
    public FaultBoard Faults { get; }

    /// <summary>The pages that it serves: method and path.</summary>
    internal IEnumerable<(string Method, string Path)> Pages =>
        ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Select(method => (method, endpoint.RoutePattern.RawText!)));

    /// <summary>Listens when this returns.</summary>
    /// <param name="options">Must be valid.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Gives the start up.</param>
    /// <param name="ledger">Accounts to go on with, after a restart; null: new ones.</param>
    /// <exception cref="IOException">An address is in use or not this machine's.</exception>
    public static async Task<ReferenceService> StartAsync(
        ReferenceOptions options, TimeProvider time, CancellationToken stop, AccountLedger? ledger = null)
    {
        if (options.Validate() is [var mistake, ..])
        {
            throw new ArgumentException(mistake, nameof(options));
        }

        var faults = new FaultBoard(options.Seed);
        foreach (var (name, rule) in options.Faults)
        {
            faults.Order(name, rule);
        }

        ledger ??= new AccountLedger(options.Ledger);
        var token = options.Token is { } source ? new SecretReader(source, time) : null;
        var stopping = new CancellationTokenSource();
        var app = Build(options.Urls);
        Routes.Map(app, new ServiceContext(options, ledger, faults, token, time, stopping.Token));
        try
        {
            await app.StartAsync(stop);
        }
        catch
        {
            await app.DisposeAsync();
            stopping.Dispose();
            throw;
        }

        return new ReferenceService(app, stopping, ledger, faults);
    }

    /// <summary>Answers what has been asked, for two seconds at most, and closes. What hangs, is dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _stopping.CancelAsync();
        using (var patience = new CancellationTokenSource(StopTime))
        {
            await _app.StopAsync(patience.Token);
        }

        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(string urls)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(urls).ConfigureKestrel(Limit);
        builder.Services.AddRoutingCore();

        // The process's signals are not this service's: whoever started it ends it.
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        return builder.Build();
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = HttpProtocols.Http1);
        kestrel.Limits.MaxConcurrentConnections = 1_024;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
    }

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
