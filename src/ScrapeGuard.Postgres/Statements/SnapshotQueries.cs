using System.Text.Json.Serialization.Metadata;
using Npgsql;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Postgres.Statements;

/// <summary>
/// Gathers what a transaction wants to know in up to three round trips: effects by id, then accounts and what is open
/// of them, then cases. One trip with all of it in subqueries would read whole tables: this looks up keys in an index,
/// whatever the planner believes.
/// </summary>
internal sealed class SnapshotQueries(NpgsqlConnection connection, NpgsqlTransaction transaction)
{
    private const string Guard = "SELECT body FROM scrapeguard.guard";
    private const string Waves = "SELECT body FROM scrapeguard.waves WHERE NOT is_finished ORDER BY taken, id";
    private const string Decisions = "SELECT id FROM scrapeguard.decisions WHERE id = ANY($1)";
    private const string Commands = "SELECT id FROM scrapeguard.commands WHERE id = ANY($1)";
    private const string EffectsById = "SELECT body FROM scrapeguard.effects WHERE id = ANY($1)";
    private const string Accounts = "SELECT body FROM scrapeguard.accounts WHERE account = ANY($1)";

    // 1, 2 and 3: held, due, in flight.
    private const string OpenEffects =
        "SELECT body FROM scrapeguard.effects WHERE account = ANY($1) AND state IN (1, 2, 3)";

    private const string Cases = "SELECT body FROM scrapeguard.cases WHERE id = ANY($1)";

    private static readonly StoredJson Json = StoredJson.Default;

    private readonly List<GuardState> _guard = [];
    private readonly List<Wave> _waves = [];
    private readonly HashSet<string> _decisions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _commands = new(StringComparer.Ordinal);
    private readonly List<Effect> _effects = [];
    private readonly List<KnownAccount> _accounts = [];
    private readonly List<Case> _cases = [];

    public async Task<Snapshot> LoadAsync(SnapshotKeys keys, CancellationToken cancellation)
    {
        await AskAsync(
            [
                (Guard, null, Into(_guard, Json.GuardState)),
                (Waves, null, Into(_waves, Json.Wave)),
                (Decisions, keys.Decisions, row => _decisions.Add(row.GetString(0))),
                (Commands, keys.Commands, row => _commands.Add(row.GetString(0))),
                (EffectsById, keys.Effects, Into(_effects, Json.Effect)),
            ],
            cancellation);
        var names = keys.Accounts.Concat(_effects.Select(effect => effect.Account)).ToHashSet(StringComparer.Ordinal);
        await AskAsync(
            [
                (Accounts, names, Into(_accounts, Json.KnownAccount)),
                (OpenEffects, names, Into(_effects, Json.Effect)),
            ],
            cancellation);
        var cases = keys.Cases.Concat(_accounts.Select(account => account.Case).OfType<string>())
            .Concat(_effects.Select(effect => effect.Case)).ToHashSet(StringComparer.Ordinal);
        await AskAsync([(Cases, cases, Into(_cases, Json.Case))], cancellation);
        return new Snapshot
        {
            Guard = _guard is [var guard, ..] ? guard : GuardState.Initial,
            Waves = _waves,
            KnownDecisions = _decisions,
            KnownCommands = _commands,
            Accounts = _accounts,
            Effects = [.. _effects.DistinctBy(effect => effect.Id)
                .OrderBy(effect => effect.Account, StringComparer.Ordinal).ThenBy(effect => effect.Sequence)],
            Cases = _cases,
        };
    }

    /// <summary>Asks in one round trip, and not at all for no key.</summary>
    private async Task AskAsync(
        (string Sql, IReadOnlyCollection<string>? Keys, Action<NpgsqlDataReader> Take)[] questions,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        var takers = new List<Action<NpgsqlDataReader>>();
        foreach (var (sql, keys, take) in questions.Where(question => question.Keys is not { Count: 0 }))
        {
            batch.BatchCommands.Add(keys is null ? Parameters.Of(sql) : Parameters.Of(sql, Parameters.Texts(keys)));
            takers.Add(take);
        }

        if (takers.Count == 0)
        {
            return;
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var take in takers)
        {
            while (await reader.ReadAsync(cancellation))
            {
                take(reader);
            }

            await reader.NextResultAsync(cancellation);
        }
    }

    private static Action<NpgsqlDataReader> Into<T>(List<T> list, JsonTypeInfo<T> type)
        where T : class =>
        row => list.Add(Rows.Read(row, 0, type));
}
