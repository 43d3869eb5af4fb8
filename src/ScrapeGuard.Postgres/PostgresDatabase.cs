using Npgsql;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Migrations;
using ScrapeGuard.Postgres.Statements;

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
        Audit = new PostgresAuditReader(source);
        Reader = new PostgresActionReader(source, Audit);
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
        if (options.CheckFiles() is { Count: > 0 } mistakes)
        {
            throw new ArgumentException(string.Join("; ", mistakes), nameof(options));
        }

        var connection = options.ReadConnection();
        var given = new NpgsqlConnectionStringBuilder(connection);
        var settings = new NpgsqlConnectionStringBuilder(connection)
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
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (options.PasswordFile is { } file)
        {
            builder.UsePasswordProvider(
                _ => PasswordOf(file), (_, _) => ValueTask.FromResult(PasswordOf(file)));
        }

        return new PostgresDatabase(builder.Build());
    }

    /// <summary>Brings the schema to where this program needs it.</summary>
    /// <returns>What is wrong with the database, in a line; null when it is as it should be.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be reached.</exception>
    public Task<string?> MigrateAsync(CancellationToken cancellation) =>
        Faults.GuardAsync(() => SchemaMigrator.MigrateAsync(Source, Migration.All, cancellation));

    /// <summary>
    /// Forgets what is over: decisions, effects and notes of closed cases, events that nobody ever took, and counts of
    /// whom we hit, all from before a time. An account's newest decision stays, and so does a failed effect that waits
    /// for people; accounts, cases, commands and the audit stay whole.
    /// </summary>
    /// <param name="beforeMicros">The time, in microseconds since 1970.</param>
    /// <param name="max">Most rows of a table in this call: whoever wants all gone calls until none went.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="StoreUnavailableException">It cannot be reached.</exception>
    public Task<Forgotten> ForgetAsync(long beforeMicros, int max, CancellationToken cancellation) =>
        Faults.GuardAsync(() => Retention.ForgetAsync(Source, beforeMicros, max, cancellation));

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private static string PasswordOf(string file)
    {
        var mistakes = new List<string>();
        return SecretFile.Read("Database:PasswordFile", file, mistakes)
            ?? throw new NpgsqlException(mistakes[0]);
    }
}
