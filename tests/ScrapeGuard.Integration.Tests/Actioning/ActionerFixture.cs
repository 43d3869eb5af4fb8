using ScrapeGuard.Integration.Tests.Brokers;
using ScrapeGuard.Tests.Postgres;

namespace ScrapeGuard.Integration.Tests.Actioning;

/// <summary>What the actioner's tests share: one broker, and one PostgreSQL for all of them.</summary>
public abstract class ActionerFixture
{
    private static PostgresServer? _server;

    private protected static LocalCluster Cluster => RealCluster.Of(brokers: 1);

    private protected static PostgresServer Server => _server!;

    /// <summary>Stops the database, after the last test.</summary>
    public static async Task CloseAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    [OneTimeSetUp]
    public async Task OpenAsync()
    {
        RealCluster.Of(brokers: 1);
        _server ??= await PostgresServer.StartNewAsync();
    }

    private protected static Task<ActionerScenario> StartAsync(
        string name, AccountService.Reference.ReferenceOptions? service = null) =>
        ActionerScenario.StartAsync(Cluster, name, Server, service);
}
