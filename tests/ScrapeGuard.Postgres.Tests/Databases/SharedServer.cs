using ScrapeGuard.Postgres.Tests.Databases;

namespace ScrapeGuard.Postgres.Tests;

/// <summary>One server and database for all tests that do not crash theirs, one after another.</summary>
[SetUpFixture]
[NonParallelizable]
internal sealed class SharedServer
{
    private static PostgresServer? _server;

    /// <summary>
    /// The database, without a schema: another test's is gone. Without a PostgreSQL here the test skips.
    /// </summary>
    public static async Task<string> EmptyDatabaseAsync()
    {
        _server ??= await PostgresServer.StartNewAsync();
        await Sql.RunAsync(_server.ConnectionString,
            "SET client_min_messages = warning; DROP SCHEMA IF EXISTS scrapeguard CASCADE");
        return _server.ConnectionString;
    }

    /// <summary>A database with the schema.</summary>
    public static async Task<PostgresDatabase> OpenAsync() => await OpenAsync(await EmptyDatabaseAsync());

    /// <summary>One more way to a database.</summary>
    public static async Task<PostgresDatabase> OpenAsync(string connectionString, int idleSeconds = 30)
    {
        var database = PostgresDatabase.Open(new PostgresOptions
        {
            ConnectionString = connectionString,
            IdleTimeoutSeconds = idleSeconds,
        });
        (await database.MigrateAsync(CancellationToken.None)).Should().BeNull();
        return database;
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
