using Npgsql;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Statements;

namespace ScrapeGuard.Postgres;

/// <summary>A transaction that holds the guard's lock.</summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction)
    : IActionTransaction
{
    private bool _isCommitted;

    public Task<Snapshot> LoadAsync(SnapshotKeys keys, CancellationToken cancellation) =>
        Faults.GuardAsync(() => new SnapshotQueries(connection, transaction).LoadAsync(keys, cancellation));

    public Task<IReadOnlyDictionary<string, BudgetUse>> UseAsync(
        IReadOnlyCollection<string> scopes, long hourFrom, long dayFrom, CancellationToken cancellation) =>
        Faults.GuardAsync(async () =>
        {
            const string Sql = """
                SELECT scope,
                    COALESCE(SUM(amount) FILTER (WHERE kind = $4 AND bucket >= $2), 0)::bigint,
                    COALESCE(SUM(amount) FILTER (WHERE kind = $4 AND bucket >= $3), 0)::bigint,
                    COALESCE(SUM(amount) FILTER (WHERE kind = $5), 0)::bigint
                FROM scrapeguard.counters
                WHERE scope = ANY($1) AND (kind = $5 OR (kind = $4 AND bucket >= LEAST($2, $3)))
                GROUP BY scope
                """;
            await using var batch = Batch(Parameters.Of(
                Sql, Parameters.Texts(scopes), Parameters.Long(hourFrom), Parameters.Long(dayFrom),
                Parameters.Int((int)CounterKind.Suspension), Parameters.Int((int)CounterKind.Pending)));
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var use = new Dictionary<string, BudgetUse>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellation))
            {
                use[reader.GetString(0)] = new BudgetUse(
                    checked((int)reader.GetInt64(1)), checked((int)reader.GetInt64(2)),
                    checked((int)reader.GetInt64(3)));
            }

            return (IReadOnlyDictionary<string, BudgetUse>)use;
        });

    public Task<IReadOnlyList<string>> WakingAsync(long nowMicros, int max, CancellationToken cancellation) =>
        TextsAsync(
            Parameters.Of(
                "SELECT account FROM scrapeguard.accounts WHERE wake <= $1 ORDER BY wake, account LIMIT $2",
                Parameters.Long(nowMicros), Parameters.Int(max)),
            cancellation);

    public Task<IReadOnlyList<string>> SelectAsync(Wave wave, int max, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wave);
        if (wave.Command.Kind == CommandKind.Takedown)
        {
            return TextsAsync(
                Parameters.Of(
                    "SELECT account FROM scrapeguard.accounts WHERE campaign = $1 AND account > $2 "
                        + "ORDER BY account LIMIT $3",
                    Parameters.Text(wave.Command.Target.Name), Parameters.Text(wave.Cursor), Parameters.Int(max)),
                cancellation);
        }

        const string Sql = """
            SELECT account FROM scrapeguard.accounts
            WHERE account > $1 AND harmed IS NOT NULL AND harmed >= $2 AND harmed <= $3
                AND (has_held OR NOT $4)
                AND ($5::text IS NULL OR cohorts @> ARRAY[$5::text])
                AND ($6::text IS NULL OR campaign = $6::text)
            ORDER BY account LIMIT $7
            """;
        var target = wave.Command.Target;
        var onlyHeld = wave.Command.Kind is CommandKind.Approve or CommandKind.Reject;
        return TextsAsync(
            Parameters.Of(
                Sql,
                Parameters.Text(wave.Cursor),
                Parameters.Long(target.SinceMicros ?? long.MinValue),
                Parameters.Long(wave.TakenMicros),
                Parameters.Flag(onlyHeld),
                Parameters.Text(target.Scope == CommandScope.Cohort ? target.Name : null),
                Parameters.Text(target.Scope == CommandScope.Campaign ? target.Name : null),
                Parameters.Int(max)),
            cancellation);
    }

    public Task CommitAsync(ChangeSet changes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (_isCommitted)
        {
            throw new InvalidOperationException("A transaction is committed at most once.");
        }

        _isCommitted = true;
        return Faults.GuardAsync(async () =>
        {
            if (!changes.IsEmpty)
            {
                await ChangeWriter.WriteAsync(connection, transaction, changes, cancellation);
            }

            await transaction.CommitAsync(cancellation);
        });
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException)
        {
            // A connection that is gone has rolled back by itself; what broke it was told to whoever asked for more.
        }

        await connection.DisposeAsync();
    }

    private Task<IReadOnlyList<string>> TextsAsync(NpgsqlBatchCommand command, CancellationToken cancellation) =>
        Faults.GuardAsync(async () =>
        {
            await using var batch = Batch(command);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            return (IReadOnlyList<string>)await Rows.ReadTextsAsync(reader, cancellation);
        });

    private NpgsqlBatch Batch(NpgsqlBatchCommand command) =>
        new(connection, transaction) { BatchCommands = { command } };
}
