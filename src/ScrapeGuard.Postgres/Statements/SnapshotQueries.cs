using Npgsql;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Postgres.Statements;

/// <summary>One round trip for all that a transaction wants to know.</summary>
internal static class SnapshotQueries
{
    private const string Guard = "SELECT body FROM scrapeguard.guard";
    private const string Waves = "SELECT body FROM scrapeguard.waves WHERE NOT is_finished ORDER BY taken, id";

    private const string Accounts = """
        SELECT body FROM scrapeguard.accounts
        WHERE account = ANY($1)
            OR account IN (SELECT account FROM scrapeguard.effects WHERE id = ANY($2))
        """;

    // 1, 2 and 3: held, due, in flight.
    private const string Effects = """
        SELECT body FROM scrapeguard.effects
        WHERE id = ANY($2)
            OR (state IN (1, 2, 3) AND account IN (
                SELECT unnest($1) UNION SELECT account FROM scrapeguard.effects WHERE id = ANY($2)))
        ORDER BY account, sequence
        """;

    private const string Cases = """
        SELECT body FROM scrapeguard.cases WHERE id IN (
            SELECT unnest($3)
            UNION SELECT body ->> 'case' FROM scrapeguard.accounts
                WHERE account = ANY($1)
                    OR account IN (SELECT account FROM scrapeguard.effects WHERE id = ANY($2))
            UNION SELECT case_id FROM scrapeguard.effects
                WHERE id = ANY($2)
                    OR (state IN (1, 2, 3) AND account IN (
                        SELECT unnest($1) UNION SELECT account FROM scrapeguard.effects WHERE id = ANY($2))))
        """;

    private const string Decisions = "SELECT id FROM scrapeguard.decisions WHERE id = ANY($1)";
    private const string Commands = "SELECT id FROM scrapeguard.commands WHERE id = ANY($1)";

    /// <summary>Puts the questions into a batch.</summary>
    public static void AddTo(NpgsqlBatch batch, SnapshotKeys keys)
    {
        batch.BatchCommands.Add(Parameters.Of(Guard));
        batch.BatchCommands.Add(Parameters.Of(Waves));
        batch.BatchCommands.Add(Parameters.Of(Decisions, Parameters.Texts(keys.Decisions)));
        batch.BatchCommands.Add(Parameters.Of(Commands, Parameters.Texts(keys.Commands)));
        batch.BatchCommands.Add(Parameters.Of(Accounts, Parameters.Texts(keys.Accounts), Parameters.Texts(keys.Effects)));
        batch.BatchCommands.Add(Parameters.Of(Effects, Parameters.Texts(keys.Accounts), Parameters.Texts(keys.Effects)));
        batch.BatchCommands.Add(Parameters.Of(
            Cases, Parameters.Texts(keys.Accounts), Parameters.Texts(keys.Effects), Parameters.Texts(keys.Cases)));
    }

    /// <summary>Reads the answers, in the order of the questions.</summary>
    public static async Task<Snapshot> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var json = StoredJson.Default;
        var guard = await Rows.ReadAllAsync(reader, json.GuardState, cancellation);
        await reader.NextResultAsync(cancellation);
        var waves = await Rows.ReadAllAsync(reader, json.Wave, cancellation);
        await reader.NextResultAsync(cancellation);
        var decisions = await Rows.ReadTextsAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var commands = await Rows.ReadTextsAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        var accounts = await Rows.ReadAllAsync(reader, json.KnownAccount, cancellation);
        await reader.NextResultAsync(cancellation);
        var effects = await Rows.ReadAllAsync(reader, json.Effect, cancellation);
        await reader.NextResultAsync(cancellation);
        var cases = await Rows.ReadAllAsync(reader, json.Case, cancellation);
        return new Snapshot
        {
            Guard = guard.Count == 0 ? GuardState.Initial : guard[0],
            Waves = waves,
            KnownDecisions = decisions.ToHashSet(StringComparer.Ordinal),
            KnownCommands = commands.ToHashSet(StringComparer.Ordinal),
            Accounts = accounts,
            Effects = effects,
            Cases = cases,
        };
    }
}
