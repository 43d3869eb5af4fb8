using System.Text.Json.Serialization.Metadata;
using Npgsql;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Postgres.Statements;

namespace ScrapeGuard.Postgres;

/// <summary>What people look at, without the guard's lock.</summary>
internal sealed class PostgresActionReader(NpgsqlDataSource source, PostgresAuditReader audit) : IActionReader
{
    private static readonly StoredJson Json = StoredJson.Default;

    public Task<KnownAccount?> AccountAsync(string account, CancellationToken cancellation) =>
        OneAsync(
            Json.KnownAccount, "SELECT body FROM scrapeguard.accounts WHERE account = $1", account, cancellation);

    public Task<Effect?> EffectAsync(string id, CancellationToken cancellation) =>
        OneAsync(Json.Effect, "SELECT body FROM scrapeguard.effects WHERE id = $1", id, cancellation);

    public Task<IReadOnlyList<Effect>> EffectsAsync(string account, int max, CancellationToken cancellation) =>
        AllAsync(
            Json.Effect,
            Parameters.Of(
                "SELECT body FROM scrapeguard.effects WHERE account = $1 ORDER BY sequence DESC LIMIT $2",
                Parameters.Text(account), Parameters.Int(max)),
            cancellation);

    public Task<IReadOnlyList<Effect>> EffectsAsync(
        EffectState state, int skip, int max, CancellationToken cancellation) =>
        AllAsync(
            Json.Effect,
            Parameters.Of(
                "SELECT body FROM scrapeguard.effects WHERE state = $1 ORDER BY changed, id OFFSET $2 LIMIT $3",
                Parameters.Int((int)state), Parameters.Int(skip), Parameters.Int(max)),
            cancellation);

    public Task<IReadOnlyDictionary<EffectState, long>> CountEffectsAsync(CancellationToken cancellation) =>
        Faults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(
                "SELECT state, count(*) FROM scrapeguard.effects GROUP BY state");
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var counts = new Dictionary<EffectState, long>();
            while (await reader.ReadAsync(cancellation))
            {
                counts[(EffectState)reader.GetInt16(0)] = reader.GetInt64(1);
            }

            return (IReadOnlyDictionary<EffectState, long>)counts;
        });

    public Task<IReadOnlyList<Case>> CasesAsync(bool onlyOpen, int skip, int max, CancellationToken cancellation) =>
        AllAsync(
            Json.Case,
            Parameters.Of(
                $"SELECT body FROM scrapeguard.cases {(onlyOpen ? "WHERE is_open" : "")} "
                    + "ORDER BY changed DESC, id OFFSET $1 LIMIT $2",
                Parameters.Int(skip), Parameters.Int(max)),
            cancellation);

    public async Task<Page<Case>> CasesAsync(CaseQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        var filters = new Filters();
        filters.Add(query.IsOpen, "is_open =", Parameters.Flag);
        filters.Add(query.Subject, "subject =", subject => Parameters.Text(subject.ToString()));
        filters.Add(query.HasAppeal, "has_appeal =", Parameters.Flag);
        filters.Add(query.NameStart, "name ^@", Parameters.Text);
        filters.Add(query.ChangedFromMicros, "changed >=", from => Parameters.Long(from));
        filters.Add(query.ChangedBeforeMicros, "changed <", before => Parameters.Long(before));
        var command = filters.Ask(
            "SELECT body FROM scrapeguard.cases", "ORDER BY changed DESC, id", query.Skip, query.Max + 1);
        return Page<Case>.Of(await AllAsync(Json.Case, command, cancellation), query.Max);
    }

    public Task<Case?> CaseAsync(string id, CancellationToken cancellation) =>
        OneAsync(Json.Case, "SELECT body FROM scrapeguard.cases WHERE id = $1", id, cancellation);

    public Task<IReadOnlyList<Effect>> CaseEffectsAsync(string id, int max, CancellationToken cancellation) =>
        OfKeyAsync(
            Json.Effect,
            "SELECT body FROM scrapeguard.effects WHERE case_id = $1 ORDER BY created DESC, sequence DESC LIMIT $2",
            id, max, cancellation);

    public Task<IReadOnlyList<KeptDecision>> CaseDecisionsAsync(string id, int max, CancellationToken cancellation) =>
        OfKeyAsync(
            Json.KeptDecision,
            "SELECT body FROM scrapeguard.decisions WHERE case_id = $1 ORDER BY decided DESC, id LIMIT $2",
            id, max, cancellation);

    public Task<IReadOnlyList<CaseNote>> CaseNotesAsync(string id, int max, CancellationToken cancellation) =>
        OfKeyAsync(
            Json.CaseNote, "SELECT body FROM scrapeguard.notes WHERE case_id = $1 ORDER BY place LIMIT $2",
            id, max, cancellation);

    public Task<IReadOnlyList<KeptDecision>> DecisionsAsync(
        string account, int max, CancellationToken cancellation) =>
        OfKeyAsync(
            Json.KeptDecision,
            "SELECT body FROM scrapeguard.decisions WHERE account = $1 "
                + "ORDER BY decided DESC, id COLLATE \"C\" DESC LIMIT $2",
            account, max, cancellation);

    public async Task<GuardState> GuardAsync(CancellationToken cancellation) =>
        await AllAsync(Json.GuardState, Parameters.Of("SELECT body FROM scrapeguard.guard"), cancellation)
            is [var guard, ..] ? guard : GuardState.Initial;

    public Task<IReadOnlyList<Wave>> WavesAsync(int max, CancellationToken cancellation) =>
        AllAsync(
            Json.Wave,
            Parameters.Of(
                "SELECT body FROM scrapeguard.waves ORDER BY taken DESC, id LIMIT $1", Parameters.Int(max)),
            cancellation);

    public Task<KeptCommand?> CommandAsync(string id, CancellationToken cancellation) =>
        OneAsync(Json.KeptCommand, "SELECT body FROM scrapeguard.commands WHERE id = $1", id, cancellation);

    public Task<IReadOnlyList<KeptCommand>> CommandsAsync(
        string? account, int skip, int max, CancellationToken cancellation)
    {
        var filters = new Filters();
        filters.Add(account, "account =", Parameters.Text);
        var command = filters.Ask(
            "SELECT body FROM scrapeguard.commands", "ORDER BY taken DESC, id COLLATE \"C\"", skip, max);
        return AllAsync(Json.KeptCommand, command, cancellation);
    }

    public Task<Page<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken cancellation) =>
        audit.PageAsync(query, cancellation);

    public Task<IReadOnlyDictionary<string, long>> CountersAsync(
        CounterKind kind, long fromBucket, CancellationToken cancellation) => Faults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(
                "SELECT scope, SUM(amount)::bigint FROM scrapeguard.counters "
                    + "WHERE kind = $1 AND bucket >= $2 GROUP BY scope");
            command.Parameters.Add(Parameters.Int((int)kind));
            command.Parameters.Add(Parameters.Long(fromBucket));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var sums = new Dictionary<string, long>(StringComparer.Ordinal);
            while (await reader.ReadAsync(cancellation))
            {
                sums[reader.GetString(0)] = reader.GetInt64(1);
            }

            return (IReadOnlyDictionary<string, long>)sums;
        });

    public Task<long> CountOutgoingAsync(OutgoingChannel channel, CancellationToken cancellation) =>
        Faults.GuardAsync(async () =>
        {
            await using var command = source.CreateCommand(
                "SELECT count(*) FROM scrapeguard.outgoing WHERE channel = $1");
            command.Parameters.Add(Parameters.Int((int)channel));
            return (long)(await command.ExecuteScalarAsync(cancellation))!;
        });

    private Task<IReadOnlyList<T>> OfKeyAsync<T>(
        JsonTypeInfo<T> type, string sql, string id, int max, CancellationToken cancellation)
        where T : class =>
        AllAsync(type, Parameters.Of(sql, Parameters.Text(id), Parameters.Int(max)), cancellation);

    private async Task<T?> OneAsync<T>(JsonTypeInfo<T> type, string sql, string key, CancellationToken cancellation)
        where T : class =>
        await AllAsync(type, Parameters.Of(sql, Parameters.Text(key)), cancellation) is [var found, ..] ? found : null;

    private Task<IReadOnlyList<T>> AllAsync<T>(
        JsonTypeInfo<T> type, NpgsqlBatchCommand command, CancellationToken cancellation)
        where T : class =>
        Faults.GuardAsync(() => Rows.QueryAsync(source, type, command, cancellation));
}
