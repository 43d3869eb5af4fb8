using Npgsql;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Postgres.Statements;

/// <summary>
/// Takes out what is over, in one transaction that holds the guard's lock: nobody decides by it meanwhile.
/// </summary>
internal static class Retention
{
    private const long MicrosPerDay = 86_400_000_000;

    // An account's newest decision tells an older one that comes again from a newer: without it that would count anew.
    private const string Decisions = """
        DELETE FROM scrapeguard.decisions WHERE id IN (
            SELECT old.id FROM scrapeguard.decisions AS old
            LEFT JOIN scrapeguard.cases AS known ON known.id = old.case_id
            LEFT JOIN scrapeguard.accounts AS account ON account.account = old.account
            WHERE old.taken < $1 AND known.is_open IS NOT TRUE
                AND account.body ->> 'newestDecision' IS DISTINCT FROM old.id
            ORDER BY old.taken LIMIT $2)
        """;

    // 4 to 9 are over; of those that failed (5) a person may still have the account's last one tried again.
    private const string Effects = """
        DELETE FROM scrapeguard.effects WHERE id IN (
            SELECT old.id FROM scrapeguard.effects AS old
            LEFT JOIN scrapeguard.cases AS known ON known.id = old.case_id
            LEFT JOIN scrapeguard.accounts AS account ON account.account = old.account
            WHERE old.changed < $1 AND old.state >= 4 AND known.is_open IS NOT TRUE
                AND account.body ->> 'failedEffect' IS DISTINCT FROM old.id
            ORDER BY old.changed LIMIT $2)
        """;

    private const string Notes = """
        DELETE FROM scrapeguard.notes WHERE place IN (
            SELECT old.place FROM scrapeguard.notes AS old
            LEFT JOIN scrapeguard.cases AS known ON known.id = old.case_id
            WHERE (old.body ->> 'timeMicros')::bigint < $1 AND known.is_open IS NOT TRUE
            ORDER BY old.place LIMIT $2)
        """;

    private const string Outgoing = """
        DELETE FROM scrapeguard.outgoing WHERE place IN (
            SELECT place FROM scrapeguard.outgoing
            WHERE (body -> 'event' ->> 'timeMicros')::bigint < $1 ORDER BY place LIMIT $2)
        """;

    private const string Counters = "DELETE FROM scrapeguard.counters WHERE kind = $1 AND bucket < $2";

    public static async Task<Forgotten> ForgetAsync(
        NpgsqlDataSource source, long beforeMicros, int max, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await PostgresActionStore.LockAsync(connection, transaction, cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var sql in (string[])[Decisions, Effects, Notes, Outgoing])
        {
            batch.BatchCommands.Add(Parameters.Of(sql, Parameters.Long(beforeMicros), Parameters.Int(max)));
        }

        batch.BatchCommands.Add(Parameters.Of(
            Counters, Parameters.Int((int)CounterKind.Collateral), Parameters.Long(beforeMicros / MicrosPerDay)));
        await batch.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        long Gone(int statement) => (long)batch.BatchCommands[statement].Rows;
        return new Forgotten(Gone(0), Gone(1), Gone(2), Gone(3), Gone(4));
    }
}
