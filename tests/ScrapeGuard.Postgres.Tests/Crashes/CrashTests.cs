using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Tests.Databases;

namespace ScrapeGuard.Postgres.Tests.Crashes;

/// <summary>A server of its own, which is killed, stopped and cut off in the middle of transactions.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class CrashTests
{
    private const int Batches = 120;
    private PostgresServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await PostgresServer.StartNewAsync(fsync: true);

    [TearDown]
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task CommitAsync_ServerKilledOrStoppedAgainAndAgain_EveryBatchIsThereOnce(bool isKilled)
    {
        await using var database = await SharedServer.OpenAsync(_server.ConnectionString);
        var writer = new Writer(database.Store, seed: 1);
        var count = 0;
        var writing = Task.Run(() => writer.WriteAsync(Batches, written => Volatile.Write(ref count, written)));

        for (var stop = 1; stop <= 3; stop++)
        {
            while (Volatile.Read(ref count) < stop * Batches / 4 && !writing.IsCompleted)
            {
                await Task.Delay(1);
            }

            if (isKilled)
            {
                _server.Kill();
            }
            else
            {
                await _server.StopAsync();
            }

            await _server.StartAsync();
        }

        await writing;
        writer.Interruptions.Should().BePositive();
        await ExpectAsync(database, Batches * 5);
    }

    [Test]
    public async Task CommitAsync_ItsAnswerLost_IsFoundAndNotWrittenTwice()
    {
        await using var direct = await SharedServer.OpenAsync(_server.ConnectionString);
        await using var between = new SilentCommit(_server.Port);
        await using var database = await SharedServer.OpenAsync(
            _server.ConnectionString.Replace($"Port={_server.Port}", $"Port={between.Port}", StringComparison.Ordinal));
        var writer = new Writer(database.Store, seed: 2);

        await writer.WriteAsync(30, written =>
        {
            if (written % 6 == 0)
            {
                between.SwallowNext();
            }
        });

        between.Swallowed.Should().Be(4);
        writer.FoundAgain.Should().Be(4, "each of them had taken place");
        await ExpectAsync(direct, 150);
    }

    [Test]
    public async Task BeginAsync_BackendsEnded_GoesOnWithNewOnes()
    {
        await using var database = await SharedServer.OpenAsync(_server.ConnectionString);
        var writer = new Writer(database.Store, seed: 3);

        await writer.WriteAsync(40, written =>
        {
            if (written % 10 == 5)
            {
                Sql.RunAsync(_server.ConnectionString,
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'scrapeguard'")
                    .GetAwaiter().GetResult();
            }
        });

        writer.Interruptions.Should().BePositive();
        await ExpectAsync(database, 200);
    }

    [Test]
    public async Task BeginAsync_AnotherHangsInATransaction_GetsTheLockWhenTheServerEndsThat()
    {
        await using var hanging = await SharedServer.OpenAsync(_server.ConnectionString, idleSeconds: 1);
        await using var database = await SharedServer.OpenAsync(_server.ConnectionString);
        var hung = await hanging.Store.BeginAsync(CancellationToken.None);

        await (await database.Store.BeginAsync(CancellationToken.None)).DisposeAsync();

        var commit = () => hung.CommitAsync(new ChangeSet(), CancellationToken.None);
        await commit.Should().ThrowAsync<StoreUnavailableException>("the server ended it");
        await hung.DisposeAsync();
    }

    private static async Task ExpectAsync(PostgresDatabase database, int decisions)
    {
        await using var transaction = await database.Store.BeginAsync(CancellationToken.None);
        var use = await transaction.UseAsync(["all"], 0, 0, CancellationToken.None);
        use["all"].Pending.Should().Be(decisions, "each batch counts once");
        var verdict = await AuditCheck.RunAsync(database.Audit, expected: null, CancellationToken.None);
        verdict.Fault.Should().BeNull();
        verdict.Head.Sequence.Should().Be(decisions);
        (await database.Reader.CountOutgoingAsync(OutgoingChannel.Topic, CancellationToken.None))
            .Should().Be(decisions);
    }
}
