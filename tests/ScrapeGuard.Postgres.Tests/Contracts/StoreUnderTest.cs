using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Actions.Storing.Memory;

namespace ScrapeGuard.Postgres.Tests.Contracts;

/// <summary>A store, empty, and what reads it.</summary>
internal sealed record StoreUnderTest(IActionStore Store, IActionReader Reader, Func<ValueTask> Close)
    : IAsyncDisposable
{
    public static async Task<StoreUnderTest> OpenAsync(string kind)
    {
        if (kind == "memory")
        {
            var memory = new MemoryActionStore();
            return new StoreUnderTest(memory, memory, () =>
            {
                memory.Dispose();
                return ValueTask.CompletedTask;
            });
        }

        var database = await SharedServer.OpenAsync();
        return new StoreUnderTest(database.Store, database.Reader, database.DisposeAsync);
    }

    public async Task CommitAsync(ChangeSet changes)
    {
        await using var transaction = await Store.BeginAsync(CancellationToken.None);
        await transaction.CommitAsync(changes, CancellationToken.None);
    }

    public async Task<Snapshot> LoadAsync(SnapshotKeys keys)
    {
        await using var transaction = await Store.BeginAsync(CancellationToken.None);
        return await transaction.LoadAsync(keys, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Close();
}
