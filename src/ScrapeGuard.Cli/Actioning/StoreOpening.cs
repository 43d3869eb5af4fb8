using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Actions.Storing.Memory;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Postgres;

namespace ScrapeGuard.Cli.Actioning;

/// <summary>Opens what an actioner keeps: the settings' database, or a journal in the folder of the state.</summary>
internal static class StoreOpening
{
    private const int MaxFinished = 1_000_000;
    private const string Journal = "journal";

    /// <summary>Opens it to be worked with.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be reached now.</exception>
    /// <exception cref="InvalidDataException">What is in it is not what was written.</exception>
    public static async Task<KeptStore> OpenAsync(ActionerSettings settings, CancellationToken stop)
    {
        if (settings.Database is { } options)
        {
            return await DatabaseAsync(options, stop);
        }

        JournalFile journal;
        try
        {
            journal = JournalFile.Open(settings.Shared.State.Directory!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException("the journal cannot be opened: " + exception.Message, exception);
        }

        try
        {
            var store = await ReadAsync(journal, stop);
            return new KeptStore(Journal, store, store, store, store, journal);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Opens it to be looked at, also while an actioner works with it.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public static async Task<KeptStore> ReadAsync(ActionerSettings settings, CancellationToken stop)
    {
        if (settings.Database is { } options)
        {
            return await DatabaseAsync(options, stop);
        }

        var path = Path.Combine(settings.Shared.State.Directory!, JournalFile.FileName);
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var store = await ReadAsync(new JournalReading(file), stop);
            return new KeptStore(Journal, store, store, store, store);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"the journal cannot be read: {exception.Message}", exception);
        }
    }

    private static async Task<KeptStore> DatabaseAsync(PostgresOptions options, CancellationToken stop)
    {
        var database = PostgresDatabase.Open(options);
        try
        {
            return await database.MigrateAsync(stop) is { } mistake
                ? throw new InvalidDataException(mistake)
                : new KeptStore("PostgreSQL", database.Store, database.Reader, database.Audit, database)
                {
                    Forget = options.RetentionDays > 0 ? database.ForgetAsync : null,
                    Kept = TimeSpan.FromDays(options.RetentionDays),
                };
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static async Task<MemoryActionStore> ReadAsync(IJournal journal, CancellationToken stop)
    {
        try
        {
            return await MemoryActionStore.OpenAsync(journal, MaxFinished, stop);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"the journal is not what was written: {exception.Message}", exception);
        }
    }

    /// <summary>A journal that is only read.</summary>
    private sealed class JournalReading(Stream file) : IJournal
    {
        public IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation) =>
            JournalFile.LinesOf(file, cancellation);

        public Task AppendAsync(ReadOnlyMemory<byte> line, CancellationToken cancellation) =>
            throw new InvalidOperationException("the journal is only looked at");
    }
}
