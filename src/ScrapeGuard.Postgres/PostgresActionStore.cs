using Npgsql;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Statements;

namespace ScrapeGuard.Postgres;

/// <summary>What the actioner must not forget, in PostgreSQL.</summary>
internal sealed class PostgresActionStore(NpgsqlDataSource source) : IActionStore
{
    /// <summary>The guard's lock, which a transaction holds from its begin to its end.</summary>
    private const long GuardLock = 0x5363_7261_7065_4777;

    public Task<IActionTransaction> BeginAsync(CancellationToken cancellation) =>
        Faults.GuardAsync<IActionTransaction>(async () =>
        {
            var connection = await source.OpenConnectionAsync(cancellation);
            try
            {
                var transaction = await connection.BeginTransactionAsync(cancellation);
                await LockAsync(connection, transaction, cancellation);
                return new PostgresTransaction(connection, transaction);
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        });

    public Task<IReadOnlyList<OutgoingEvent>> TakeOutgoingAsync(
        OutgoingChannel channel, long nowMicros, long leaseMicros, int max, CancellationToken cancellation) =>
        Faults.GuardAsync(async () =>
        {
            const string Sql = """
                WITH taken AS (
                    UPDATE scrapeguard.outgoing SET due = $2 + $3, attempts = attempts + 1
                    WHERE place IN (
                        SELECT place FROM scrapeguard.outgoing WHERE channel = $1 AND due <= $2
                        ORDER BY place LIMIT $4 FOR UPDATE SKIP LOCKED)
                    RETURNING place, body, attempts)
                SELECT body, attempts - 1 FROM taken ORDER BY place
                """;
            var command = Parameters.Of(
                Sql, Parameters.Int((int)channel), Parameters.Long(nowMicros), Parameters.Long(leaseMicros),
                Parameters.Int(max));
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var events = new List<OutgoingEvent>();
            while (await reader.ReadAsync(cancellation))
            {
                events.Add(Rows.Read(reader, 0, StoredJson.Default.OutgoingEvent) with
                {
                    Attempts = reader.GetInt32(1),
                });
            }

            return (IReadOnlyList<OutgoingEvent>)events;
        });

    // What was acknowledged is of no use any more; that it was told of is in the audit.
    public Task MarkPublishedAsync(
        OutgoingChannel channel, IReadOnlyCollection<string> ids, long nowMicros, CancellationToken cancellation) =>
        ExecuteAsync(
            Parameters.Of(
                "DELETE FROM scrapeguard.outgoing WHERE channel = $1 AND id = ANY($2)",
                Parameters.Int((int)channel), Parameters.Texts(ids)),
            cancellation);

    public Task PostponeAsync(
        OutgoingChannel channel, IReadOnlyCollection<string> ids, long dueMicros, CancellationToken cancellation) =>
        ExecuteAsync(
            Parameters.Of(
                "UPDATE scrapeguard.outgoing SET due = $3 WHERE channel = $1 AND id = ANY($2)",
                Parameters.Int((int)channel), Parameters.Texts(ids), Parameters.Long(dueMicros)),
            cancellation);

    /// <summary>Waits for the guard's lock, which goes with the transaction.</summary>
    internal static async Task LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT pg_advisory_xact_lock({GuardLock})", connection, transaction);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private Task ExecuteAsync(NpgsqlBatchCommand command, CancellationToken cancellation) =>
        Faults.GuardAsync(async () =>
        {
            await using var connection = await source.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
            await batch.ExecuteNonQueryAsync(cancellation);
        });
}
