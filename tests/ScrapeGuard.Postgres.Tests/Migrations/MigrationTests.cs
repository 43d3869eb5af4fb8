using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Migrations;
using ScrapeGuard.Postgres.Tests.Databases;

namespace ScrapeGuard.Postgres.Tests.Migrations;

[TestFixture]
internal sealed class MigrationTests
{
    private const string CountSteps = "SELECT count(*) FROM scrapeguard.migrations";

    [Test]
    public async Task MigrateAsync_AnEmptyDatabase_TakesEveryStepOnce()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = Open(connection);

        (await database.MigrateAsync(CancellationToken.None)).Should().BeNull();
        (await database.MigrateAsync(CancellationToken.None)).Should().BeNull();

        (await Sql.ScalarAsync<long>(connection, CountSteps)).Should().Be(Migration.All.Count);
    }

    [Test]
    public async Task MigrateAsync_ManyAtOnce_EachStepIsTakenOnce()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        var databases = Enumerable.Range(0, 6).Select(_ => Open(connection)).ToList();

        var results = await Task.WhenAll(databases.Select(one => one.MigrateAsync(CancellationToken.None)));

        results.Should().AllBeEquivalentTo((string?)null);
        (await Sql.ScalarAsync<long>(connection, CountSteps)).Should().Be(Migration.All.Count);
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Test]
    public async Task MigrateAsync_FromTheStepBefore_KeepsWhatIsThere()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = Open(connection);
        await SchemaMigrator.MigrateAsync(database.Source, [Migration.All[0]], CancellationToken.None);
        await Sql.RunAsync(connection, """
            INSERT INTO scrapeguard.audit (sequence, time_micros, actor, what, why, hash)
            VALUES (1, 1, 'a', 'b', 'c', repeat('1', 64)), (2, 1, 'a', 'b', 'c', repeat('2', 64))
            """);

        (await database.MigrateAsync(CancellationToken.None)).Should().BeNull();

        var head = await database.Audit.HeadAsync(CancellationToken.None);
        head.Should().Be(new Actions.Audit.AuditHead(2, new string('2', 64)));
    }

    [Test]
    public async Task MigrateAsync_ANewerDatabase_IsRefusedAndLeftAsItIs()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = await SharedServer.OpenAsync(connection);
        await Sql.RunAsync(connection,
            "INSERT INTO scrapeguard.migrations (number, name, checksum) VALUES (99, '0099-x.sql', 'x')");

        var refusal = await database.MigrateAsync(CancellationToken.None);

        refusal.Should().Contain("newer").And.Contain($"{Migration.All.Count + 1}");
        (await Sql.ScalarAsync<long>(connection, CountSteps)).Should().Be(Migration.All.Count + 1);
    }

    [Test]
    public async Task MigrateAsync_AnAlteredStep_IsRefusedByName()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = await SharedServer.OpenAsync(connection);
        await Sql.RunAsync(connection, "UPDATE scrapeguard.migrations SET checksum = 'x' WHERE number = 1");

        (await database.MigrateAsync(CancellationToken.None)).Should().Contain("step 1").And.Contain("another");
    }

    [Test]
    public async Task MigrateAsync_AStepThatFails_LeavesNothingBehind()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = Open(connection);
        Migration[] steps =
        [
            Migration.All[0], new(2, "0002-bad.sql", "CREATE TABLE scrapeguard.half (id int); SELECT nonsense"),
        ];

        var migrate = () => SchemaMigrator.MigrateAsync(database.Source, steps, CancellationToken.None);

        await migrate.Should().ThrowAsync<Npgsql.PostgresException>();
        (await Sql.ScalarAsync<bool>(connection, "SELECT to_regnamespace('scrapeguard') IS NULL")).Should().BeTrue();
    }

    [Test]
    public async Task MigrateAsync_NobodyThere_IsUnavailable()
    {
        await using var database = Open("Host=127.0.0.1;Port=1;Username=x;Password=secret;Timeout=1");

        var migrate = () => database.MigrateAsync(CancellationToken.None);

        (await migrate.Should().ThrowAsync<StoreUnavailableException>()).Which.ToString().Should()
            .NotContain("secret");
    }

    private static PostgresDatabase Open(string connection) =>
        PostgresDatabase.Open(new PostgresOptions { ConnectionString = connection });
}
