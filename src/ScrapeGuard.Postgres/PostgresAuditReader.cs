using System.Runtime.CompilerServices;
using Npgsql;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Statements;

namespace ScrapeGuard.Postgres;

/// <summary>The audit as it stands in the database, page by page.</summary>
public sealed class PostgresAuditReader : IAuditReader
{
    private const int PageSize = 5_000;

    private const string Columns = """
        SELECT sequence, hash, time_micros, actor, what, why, account, case_id, effect, kind, from_state, to_state,
            cause
        FROM scrapeguard.audit
        """;

    private readonly NpgsqlDataSource _source;

    internal PostgresAuditReader(NpgsqlDataSource source) => _source = source;

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async IAsyncEnumerable<AuditEntry> ReadAsync(
        long afterSequence, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await PageAsync(
                Parameters.Of(
                    $"{Columns} WHERE sequence > $1 ORDER BY sequence LIMIT $2",
                    Parameters.Long(afterSequence), Parameters.Int(PageSize)),
                cancellation);
            foreach (var entry in page)
            {
                yield return entry;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            afterSequence = page[^1].Sequence;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public Task<AuditHead?> HeadAsync(CancellationToken cancellation) => Faults.GuardAsync<AuditHead?>(async () =>
    {
        await using var command = _source.CreateCommand("SELECT sequence, hash FROM scrapeguard.audit_head");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new AuditHead(reader.GetInt64(0), reader.GetString(1))
            : null;
    });

    /// <summary>Entries about an account, newest first, before a place.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public async Task<IReadOnlyList<AuditEntry>> OfAccountAsync(
        string account, long beforeSequence, int max, CancellationToken cancellation) =>
        await PageAsync(
            Parameters.Of(
                $"{Columns} WHERE account = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3",
                Parameters.Text(account), Parameters.Long(beforeSequence), Parameters.Int(max)),
            cancellation);

    /// <summary>The entries that a query is about, newest first.</summary>
    internal async Task<Page<AuditEntry>> PageAsync(AuditQuery query, CancellationToken cancellation)
    {
        var filters = new Filters();
        filters.Add(query.Account, "account =", Parameters.Text);
        filters.Add(query.Case, "case_id =", Parameters.Text);
        filters.Add(query.Actor, "actor =", Parameters.Text);
        filters.Add(query.Cause, "cause =", Parameters.Text);
        filters.Add(query.BeforeSequence, "sequence <", before => Parameters.Long(before));
        if (query.Actor is { } actor && actor != PlanWords.Program)
        {
            // Said to the planner, whose index is of people only.
            filters.Add($"actor <> '{PlanWords.Program}'");
        }

        var command = filters.Ask(Columns, "ORDER BY sequence DESC", 0, query.Max + 1);
        return Page<AuditEntry>.Of(await PageAsync(command, cancellation), query.Max);
    }

    private Task<List<AuditEntry>> PageAsync(NpgsqlBatchCommand command, CancellationToken cancellation) =>
        Faults.GuardAsync(async () =>
        {
            await using var connection = await _source.OpenConnectionAsync(cancellation);
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var entries = new List<AuditEntry>();
            while (await reader.ReadAsync(cancellation))
            {
                entries.Add(EntryOf(reader));
            }

            return entries;
        });

    private static AuditEntry EntryOf(NpgsqlDataReader reader)
    {
        var fact = new AuditFact
        {
            TimeMicros = reader.GetInt64(2),
            Actor = reader.GetString(3),
            What = reader.GetString(4),
            Why = reader.GetString(5),
            Account = TextOf(reader, 6),
            Case = TextOf(reader, 7),
            Effect = TextOf(reader, 8),
            Kind = TextOf(reader, 9),
            From = TextOf(reader, 10),
            To = TextOf(reader, 11),
            Cause = TextOf(reader, 12),
        };
        return new AuditEntry(reader.GetInt64(0), fact, reader.GetString(1));
    }

    private static string? TextOf(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);
}
