using Npgsql;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Postgres.Statements;

/// <summary>
/// Writes all changes of a transaction in two round trips: the end of the audit's chain is read, then all is written.
/// </summary>
internal static class ChangeWriter
{
    /// <summary>
    /// Minutes for which the counters of suspensions are kept: no budget looks further back than a day.
    /// </summary>
    private const long KeptMinutes = 2 * 24 * 60;

    public static async Task WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, ChangeSet changes, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        AddRecords(batch, changes);
        AddHistory(batch, changes);
        AddCounters(batch, changes.Counters);
        if (changes.Audit.Count > 0)
        {
            var head = await HeadAsync(connection, transaction, cancellation);
            AddAudit(batch, head, changes.Audit);
        }

        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static void AddRecords(NpgsqlBatch batch, ChangeSet changes)
    {
        var json = StoredJson.Default;
        if (changes.Guard is { } guard)
        {
            batch.BatchCommands.Add(Parameters.Of(
                "INSERT INTO scrapeguard.guard (body) VALUES ($1::jsonb) "
                    + "ON CONFLICT (only_row) DO UPDATE SET body = excluded.body",
                Parameters.Text(Rows.Body(guard, json.GuardState))));
        }

        if (changes.Accounts is { Count: > 0 } accounts)
        {
            batch.BatchCommands.Add(AccountRows(accounts));
        }

        if (changes.Effects is { Count: > 0 } effects)
        {
            const string Sql = """
                INSERT INTO scrapeguard.effects (id, account, sequence, state, changed, case_id, body)
                SELECT id, account, sequence, state, changed, case_id, body::jsonb
                FROM unnest($1, $2, $3, $4, $5, $6, $7)
                    AS new (id, account, sequence, state, changed, case_id, body)
                ON CONFLICT (id) DO UPDATE
                    SET state = excluded.state, changed = excluded.changed, body = excluded.body
                """;
            batch.BatchCommands.Add(Parameters.Of(
                Sql,
                Parameters.Texts(effects.Select(effect => effect.Id)),
                Parameters.Texts(effects.Select(effect => effect.Account)),
                Parameters.Longs(effects.Select(effect => (long?)effect.Sequence)),
                Parameters.Ints(effects.Select(effect => (int)effect.State)),
                Parameters.Longs(effects.Select(effect => (long?)effect.ChangedMicros)),
                Parameters.Texts(effects.Select(effect => effect.Case)),
                Parameters.Texts(effects.Select(effect => Rows.Body(effect, json.Effect)))));
        }

        if (changes.Cases is { Count: > 0 } cases)
        {
            const string Sql = """
                INSERT INTO scrapeguard.cases (id, is_open, changed, body)
                SELECT id, is_open, changed, body::jsonb FROM unnest($1, $2, $3, $4) AS new (id, is_open, changed, body)
                ON CONFLICT (id) DO UPDATE
                    SET is_open = excluded.is_open, changed = excluded.changed, body = excluded.body
                """;
            batch.BatchCommands.Add(Parameters.Of(
                Sql,
                Parameters.Texts(cases.Select(record => record.Id)),
                Parameters.Flags(cases.Select(record => record.IsOpen)),
                Parameters.Longs(cases.Select(record => (long?)record.ChangedMicros)),
                Parameters.Texts(cases.Select(record => Rows.Body(record, json.Case)))));
        }

        foreach (var wave in changes.Waves)
        {
            const string Sql = """
                INSERT INTO scrapeguard.waves (id, taken, is_finished, body) VALUES ($1, $2, $3, $4::jsonb)
                ON CONFLICT (id) DO UPDATE SET is_finished = excluded.is_finished, body = excluded.body
                """;
            batch.BatchCommands.Add(Parameters.Of(
                Sql, Parameters.Text(wave.Command.Id), Parameters.Long(wave.TakenMicros),
                Parameters.Flag(wave.IsFinished), Parameters.Text(Rows.Body(wave, json.Wave))));
        }
    }

    private static void AddHistory(NpgsqlBatch batch, ChangeSet changes)
    {
        var json = StoredJson.Default;
        if (changes.Notes is { Count: > 0 } notes)
        {
            batch.BatchCommands.Add(Parameters.Of(
                "INSERT INTO scrapeguard.notes (case_id, body) SELECT case_id, body::jsonb "
                    + "FROM unnest($1, $2) WITH ORDINALITY AS new (case_id, body, place) ORDER BY place",
                Parameters.Texts(notes.Select(note => note.Case)),
                Parameters.Texts(notes.Select(note => Rows.Body(note, json.CaseNote)))));
        }

        if (changes.Decisions is { Count: > 0 } decisions)
        {
            batch.BatchCommands.Add(Parameters.Of(
                "INSERT INTO scrapeguard.decisions (id, case_id, decided, body) "
                    + "SELECT id, case_id, decided, body::jsonb "
                    + "FROM unnest($1, $2, $3, $4) AS new (id, case_id, decided, body)",
                Parameters.Texts(decisions.Select(kept => kept.Decision.Id)),
                Parameters.Texts(decisions.Select(kept => kept.Case)),
                Parameters.Longs(decisions.Select(kept => (long?)kept.Decision.TimeMicros)),
                Parameters.Texts(decisions.Select(kept => Rows.Body(kept, json.KeptDecision)))));
        }

        if (changes.Commands is { Count: > 0 } commands)
        {
            batch.BatchCommands.Add(Parameters.Of(
                "INSERT INTO scrapeguard.commands (id, body) "
                    + "SELECT id, body::jsonb FROM unnest($1, $2) AS new (id, body)",
                Parameters.Texts(commands.Select(kept => kept.Command.Id)),
                Parameters.Texts(commands.Select(kept => Rows.Body(kept, json.KeptCommand)))));
        }

        if (changes.Outgoing is { Count: > 0 } outgoing)
        {
            batch.BatchCommands.Add(Parameters.Of(
                "INSERT INTO scrapeguard.outgoing (channel, id, due, attempts, body) "
                    + "SELECT channel, id, 0, 0, body::jsonb "
                    + "FROM unnest($1, $2, $3) WITH ORDINALITY AS new (channel, id, body, place) ORDER BY place "
                    + "ON CONFLICT (channel, id) DO NOTHING",
                Parameters.Ints(outgoing.Select(sent => (int)sent.Channel)),
                Parameters.Texts(outgoing.Select(sent => sent.Event.Id)),
                Parameters.Texts(outgoing.Select(sent => Rows.Body(sent, json.OutgoingEvent)))));
        }
    }

    private static NpgsqlBatchCommand AccountRows(IReadOnlyList<KnownAccount> accounts)
    {
        // Arrays of arrays must be of one length: cohorts come out of the record itself.
        const string Sql = """
            INSERT INTO scrapeguard.accounts (account, wake, harmed, has_held, campaign, cohorts, body)
            SELECT account, wake, harmed, has_held, campaign,
                ARRAY(SELECT jsonb_array_elements_text(body::jsonb -> 'cohorts')), body::jsonb
            FROM unnest($1, $2, $3, $4, $5, $6) AS new (account, wake, harmed, has_held, campaign, body)
            ON CONFLICT (account) DO UPDATE
                SET wake = excluded.wake, harmed = excluded.harmed, has_held = excluded.has_held,
                    campaign = excluded.campaign, cohorts = excluded.cohorts, body = excluded.body
            """;
        return Parameters.Of(
            Sql,
            Parameters.Texts(accounts.Select(account => account.Account)),
            Parameters.Longs(accounts.Select(
                account => account.WakeMicros == KnownAccount.Never ? null : (long?)account.WakeMicros)),
            Parameters.Longs(accounts.Select(account => account.HarmedMicros)),
            Parameters.Flags(accounts.Select(account => account.HasHeld)),
            Parameters.Texts(accounts.Select(account => account.Campaign)),
            Parameters.Texts(accounts.Select(account => Rows.Body(account, StoredJson.Default.KnownAccount))));
    }

    private static void AddCounters(NpgsqlBatch batch, IReadOnlyList<CounterChange> counters)
    {
        if (counters.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(Parameters.Of(
            "INSERT INTO scrapeguard.counters AS old (kind, scope, bucket, amount) "
                + "SELECT kind, scope, bucket, amount FROM unnest($1, $2, $3, $4) AS new (kind, scope, bucket, amount) "
                + "ON CONFLICT (kind, scope, bucket) DO UPDATE SET amount = old.amount + excluded.amount",
            Parameters.Ints(counters.Select(counter => (int)counter.Kind)),
            Parameters.Texts(counters.Select(counter => counter.Scope)),
            Parameters.Longs(counters.Select(counter => (long?)counter.Bucket)),
            Parameters.Longs(counters.Select(counter => (long?)counter.By))));
        var suspensions = counters.Where(counter => counter.Kind == CounterKind.Suspension).ToList();
        if (suspensions.Count > 0)
        {
            batch.BatchCommands.Add(Parameters.Of(
                "DELETE FROM scrapeguard.counters WHERE kind = $1 AND bucket < $2",
                Parameters.Int((int)CounterKind.Suspension),
                Parameters.Long(suspensions.Max(counter => counter.Bucket) - KeptMinutes)));
        }
    }

    private static async Task<AuditHead> HeadAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "SELECT sequence, hash FROM scrapeguard.audit_head", connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new AuditHead(reader.GetInt64(0), reader.GetString(1))
            : throw new InvalidDataException("the head of the audit's chain is gone: nothing may be added");
    }

    private static void AddAudit(NpgsqlBatch batch, AuditHead head, IReadOnlyList<AuditFact> changes)
    {
        var entries = new List<AuditEntry>(changes.Count);
        foreach (var fact in changes)
        {
            // The hash is of what the database will give back.
            var entry = AuditChain.Append(head, fact with { Why = Rows.WithoutNul(fact.Why) });
            entries.Add(entry);
            head = new AuditHead(entry.Sequence, entry.Hash);
        }

        const string Sql = """
            INSERT INTO scrapeguard.audit (sequence, time_micros, actor, what, why, account, case_id, effect, kind,
                from_state, to_state, cause, hash)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """;
        var facts = entries.ConvertAll(entry => entry.Fact);
        batch.BatchCommands.Add(Parameters.Of(
            Sql,
            Parameters.Longs(entries.Select(entry => (long?)entry.Sequence)),
            Parameters.Longs(facts.Select(fact => (long?)fact.TimeMicros)),
            Parameters.Texts(facts.Select(fact => fact.Actor)),
            Parameters.Texts(facts.Select(fact => fact.What)),
            Parameters.Texts(facts.Select(fact => fact.Why)),
            Parameters.Texts(facts.Select(fact => fact.Account)),
            Parameters.Texts(facts.Select(fact => fact.Case)),
            Parameters.Texts(facts.Select(fact => fact.Effect)),
            Parameters.Texts(facts.Select(fact => fact.Kind)),
            Parameters.Texts(facts.Select(fact => fact.From)),
            Parameters.Texts(facts.Select(fact => fact.To)),
            Parameters.Texts(facts.Select(fact => fact.Cause)),
            Parameters.Texts(entries.Select(entry => entry.Hash))));
        batch.BatchCommands.Add(Parameters.Of(
            "UPDATE scrapeguard.audit_head SET sequence = $1, hash = $2",
            Parameters.Long(head.Sequence), Parameters.Text(head.Hash)));
    }
}
