using System.Collections.Concurrent;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Tests.Records;

namespace ScrapeGuard.Postgres.Tests.Crashes;

/// <summary>Several actioners on one database.</summary>
[TestFixture]
internal sealed class ConcurrencyTests
{
    [Test]
    public async Task CommitAsync_ManyWantTheSameBudget_ItIsNeverOverdrawn()
    {
        const int Budget = 37;
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var one = await SharedServer.OpenAsync(connection);
        await using var other = await SharedServer.OpenAsync(connection);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async worker =>
        {
            var drawn = new Drawn(worker);
            var store = (worker % 2 == 0 ? one : other).Store;
            for (var i = 0; i < 15; i++)
            {
                await using var transaction = await store.BeginAsync(CancellationToken.None);
                var use = await transaction.UseAsync(["all"], 0, 0, CancellationToken.None);
                if (use.GetValueOrDefault("all").Day < Budget)
                {
                    await transaction.CommitAsync(
                        new ChangeSet
                        {
                            Counters = [new CounterChange(CounterKind.Suspension, "all", 100 + i, 1)],
                            Audit = [drawn.Fact("a")],
                        },
                        CancellationToken.None);
                }
            }
        }));

        await using var last = await one.Store.BeginAsync(CancellationToken.None);
        (await last.UseAsync(["all"], 0, 0, CancellationToken.None))["all"].Day.Should().Be(Budget);
        var verdict = await AuditCheck.RunAsync(one.Audit, expected: null, CancellationToken.None);
        (verdict.Fault, verdict.Head.Sequence).Should().Be((null, Budget), "the chain has one writer at a time");
    }

    [Test]
    public async Task TakeOutgoingAsync_ManyTakeAtOnce_EachEventIsTakenByOne()
    {
        const int Events = 300;
        var connection = await SharedServer.EmptyDatabaseAsync();
        await using var one = await SharedServer.OpenAsync(connection);
        await using var other = await SharedServer.OpenAsync(connection);
        var drawn = new Drawn(9);
        await using (var transaction = await one.Store.BeginAsync(CancellationToken.None))
        {
            var events = Enumerable.Range(0, Events).Select(_ => drawn.Outgoing(OutgoingChannel.Topic, "a"));
            await transaction.CommitAsync(new ChangeSet { Outgoing = [.. events] }, CancellationToken.None);
        }

        var taken = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async worker =>
        {
            var store = (worker % 2 == 0 ? one : other).Store;

            // Rows that another one holds just now are passed over, so that an empty answer may come too early.
            while (taken.Count < Events)
            {
                var batch = await store.TakeOutgoingAsync(OutgoingChannel.Topic, 1, 1_000, 7, CancellationToken.None);
                foreach (var outgoing in batch)
                {
                    taken.Add(outgoing.Event.Id);
                }
            }
        }));

        taken.Should().HaveCount(Events).And.OnlyHaveUniqueItems();
    }
}
