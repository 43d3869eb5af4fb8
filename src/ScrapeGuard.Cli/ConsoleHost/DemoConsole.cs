using Microsoft.Extensions.Logging;
using ScrapeGuard.AccountService.Reference;
using ScrapeGuard.Cli.Acting;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Traffic;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.ConsoleHost;

/// <summary>The console of a demo: shown what its loop sees, and acting through its actions.</summary>
internal sealed class DemoConsole : IAsyncDisposable
{
    private readonly TrafficModel _traffic;
    private readonly ConsoleServer _server;
    private DetectionEngine? _engine;

    private DemoConsole(TrafficModel traffic, ConsoleServer server) => (_traffic, _server) = (traffic, server);

    /// <summary>A link that signs in once, as an admin.</summary>
    public string NewSignInLink() => _server.NewSignInLink(Role.Admin);

    /// <summary>Listens when this returns.</summary>
    /// <exception cref="IOException">An address is in use, or not this machine's.</exception>
    public static async Task<DemoConsole> StartAsync(
        ConsoleOptions options, DemoActions actions, Policy policy, DetectionModel? model, ILoggerFactory logs,
        TimeProvider time, CancellationToken stop)
    {
        var traffic = new TrafficModel(new TrafficOptions { IsSimulated = true, MaxRecentEvents = 400_000 });
        var sources = new ConsoleSources
        {
            Traffic = traffic,
            Actions = actions.Reader,
            Audit = actions.Audit,
            Commands = actions,
            Policies = new PolicyDesk(() => policy, model, static () => null),
            Words = new ReasonWords(() => policy, model),
            Extent = new ExtentForms(),
            IsSimulated = true,
        };
        return new DemoConsole(traffic, await ConsoleServer.StartAsync(options, sources, logs, time, stop));
    }

    /// <summary>Has what the engine scores and the campaigns that it finds shown, too.</summary>
    public void Attach(DetectionEngine engine)
    {
        engine.OnEvaluation(_traffic);
        _engine = engine;
    }

    /// <summary>A line was decoded: it has names that events have as hashes only.</summary>
    public void Learn(ReadOnlySpan<byte> line, in AccessEvent e) => _traffic.Learn(line, e);

    /// <summary>Shows events and what was decided on them.</summary>
    public void See(EventBatch batch, IReadOnlyList<Decision> decisions)
    {
        _traffic.Take(batch);
        foreach (var decision in decisions)
        {
            _traffic.Take(decision);
        }

        if (_engine is not null)
        {
            _traffic.Take(_engine.Campaigns);
        }
    }

    /// <summary>Shows what was done.</summary>
    public void See(CarriedOut done) => _traffic.Become(done.Call.Account, done.Call.Kind, done.TimeMicros);

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
