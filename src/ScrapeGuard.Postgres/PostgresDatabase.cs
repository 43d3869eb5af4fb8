using Npgsql;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Migrations;

namespace ScrapeGuard.Postgres;

/// <summary>A database of the actioner: opened once, used by any number of threads.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private const int SilenceSeconds = 5;
    private const int PreparedStatements = 64;

    private PostgresDatabase(NpgsqlDataSource source)
    {
        Source = source;
        Store = new PostgresActionStore(source);
        Reader = new PostgresActionReader(source);
        Audit = new PostgresAuditReader(source);
    }

    public IActionStore Store { get; }

    public IActionReader Reader { get; }

    public PostgresAuditReader Audit { get; }

    internal NpgsqlDataSource Source { get; }

    /// <summary>Prepares connections; nothing is connected to yet.</summary>
    /// <exception cref="ArgumentException">Options with a mistake.</exception>
    public static PostgresDatabase Open(PostgresOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Validate() is { Count: > 0 } mistakes)
        {
            throw new ArgumentException(string.Join("; ", mistakes), nameof(options));
        }

        var given = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = "scrapeguard",
            MaxPoolSize = options.MaxConnections,
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = 2,

            // The server breaks off what takes too long; this one is for a server that is silent.
            CommandTimeout = options.StatementTimeoutSeconds + SilenceSeconds,

            // The last one is for a process that hangs in a transaction: it must not keep the guard's lock.
            Options = $"{given.Options} -c statement_timeout={options.StatementTimeoutSeconds}s "
                + $"-c idle_in_transaction_session_timeout={options.IdleTimeoutSeconds}s",

            // Errors name values of rows otherwise, and these go to logs.
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };
        return new PostgresDatabase(new NpgsqlDataSourceBuilder(settings.ConnectionString).Build());
    }

    /// <summary>Brings the schema to where this program needs it.</summary>
    /// <returns>What is wrong with the database, in a line; null when it is as it should be.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be reached.</exception>
    public Task<string?> MigrateAsync(CancellationToken cancellation) =>
        Faults.GuardAsync(() => SchemaMigrator.MigrateAsync(Source, Migration.All, cancellation));

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
