using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Tests.Databases;
using ScrapeGuard.Postgres.Tests.Records;

namespace ScrapeGuard.Postgres.Tests.Auditing;

/// <summary>What somebody with the right to write does to the audit, and what is found of it.</summary>
[TestFixture]
internal sealed class TamperingTests
{
    private const int Entries = 30;

    [Test]
    public async Task RunAsync_UntouchedRows_IsWhole()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = await WriteAsync(connection);

        var verdict = await AuditCheck.RunAsync(database.Audit, expected: null, CancellationToken.None);

        verdict.Fault.Should().BeNull();
        verdict.Head.Should().Be(await database.Audit.HeadAsync(CancellationToken.None));
        verdict.Head.Sequence.Should().Be(Entries);
    }

    [TestCase("UPDATE scrapeguard.audit SET why = why || '.' WHERE sequence = 7",
        "entry 7 was altered, or one before it")]
    [TestCase("UPDATE scrapeguard.audit SET time_micros = 0 WHERE sequence = 7",
        "entry 7 was altered, or one before it")]
    [TestCase("UPDATE scrapeguard.audit SET account = NULL WHERE sequence = 7",
        "entry 7 was altered, or one before it")]
    [TestCase("UPDATE scrapeguard.audit SET hash = repeat('0', 64) WHERE sequence = 7",
        "entry 7 was altered, or one before it")]
    [TestCase("DELETE FROM scrapeguard.audit WHERE sequence = 7", "entry 7 is missing")]
    [TestCase("DELETE FROM scrapeguard.audit WHERE sequence BETWEEN 7 AND 9", "entries 7 to 9 are missing")]
    [TestCase("DELETE FROM scrapeguard.audit WHERE sequence > 20", "entries 21 to 30 are missing at the end")]
    [TestCase("DELETE FROM scrapeguard.audit", "entries 1 to 30 are missing at the end")]
    [TestCase("""
        UPDATE scrapeguard.audit SET sequence = -1 WHERE sequence = 7;
        UPDATE scrapeguard.audit SET sequence = 7 WHERE sequence = 9;
        UPDATE scrapeguard.audit SET sequence = 9 WHERE sequence = -1
        """, "entry 7 was altered, or one before it")]
    public async Task RunAsync_RowsTamperedWith_NamesTheFirstFault(string sql, string fault)
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = await WriteAsync(connection);

        await Sql.RunAsync(connection, sql);

        var verdict = await AuditCheck.RunAsync(database.Audit, expected: null, CancellationToken.None);
        verdict.Fault.Should().Be(fault);
    }

    [Test]
    public async Task RunAsync_EndAndHeadRewritten_IsShownByTheNotedHash()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = await WriteAsync(connection);
        var noted = (await database.Audit.HeadAsync(CancellationToken.None))!.Value.Hash;

        await Sql.RunAsync(connection, """
            DELETE FROM scrapeguard.audit WHERE sequence > 20;
            UPDATE scrapeguard.audit_head SET sequence = 20,
                hash = (SELECT hash FROM scrapeguard.audit WHERE sequence = 20)
            """);

        (await AuditCheck.RunAsync(database.Audit, expected: null, CancellationToken.None)).IsWhole.Should().BeTrue();
        (await AuditCheck.RunAsync(database.Audit, noted, CancellationToken.None)).Fault.Should()
            .StartWith("no entry has the hash");
    }

    [Test]
    public async Task OfAccountAsync_AnAccount_IsItsEntriesNewestFirst()
    {
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var database = await WriteAsync(connection);

        var entries = await database.Audit.OfAccountAsync("account1", long.MaxValue, 3, CancellationToken.None);

        entries.Should().OnlyContain(entry => entry.Fact.Account == "account1").And.HaveCount(3);
        entries.Select(entry => entry.Sequence).Should().BeInDescendingOrder();
    }

    private static async Task<PostgresDatabase> WriteAsync(string connection)
    {
        var database = await SharedServer.OpenAsync(connection);
        var drawn = new Drawn(11);
        for (var i = 0; i < Entries / 3; i++)
        {
            await using var transaction = await database.Store.BeginAsync(CancellationToken.None);
            var facts = Enumerable.Range(0, 3).Select(account => drawn.Fact($"account{account}")).ToList();
            await transaction.CommitAsync(new ChangeSet { Audit = facts }, CancellationToken.None);
        }

        return database;
    }
}
