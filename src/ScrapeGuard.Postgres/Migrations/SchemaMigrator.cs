using Npgsql;
using NpgsqlTypes;

namespace ScrapeGuard.Postgres.Migrations;

/// <summary>
/// Brings a database's schema to where this program needs it, in one transaction; several programs may do so at once.
/// </summary>
internal static class SchemaMigrator
{
    /// <summary>Held while the schema is changed, so that one waits for the other.</summary>
    private const long Lock = 0x5363_7261_7065_4775;

    private const string Prepare = """
        CREATE SCHEMA IF NOT EXISTS scrapeguard;
        CREATE TABLE IF NOT EXISTS scrapeguard.migrations (
            number integer PRIMARY KEY,
            name text NOT NULL,
            checksum text NOT NULL,
            done timestamptz NOT NULL DEFAULT now()
        );
        """;

    /// <summary>Does the steps that are missing.</summary>
    /// <returns>What is wrong with the database, in a line; null when it is as it should be.</returns>
    /// <exception cref="NpgsqlException">It cannot be reached, or refuses.</exception>
    public static async Task<string?> MigrateAsync(
        NpgsqlDataSource database, IReadOnlyList<Migration> migrations, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({Lock})", cancellation);
        if (await IsMissingAsync(connection, cancellation))
        {
            await ExecuteAsync(connection, Prepare, cancellation);
        }

        var done = await ReadAsync(connection, cancellation);
        if (MistakeOf(done, migrations) is { } mistake)
        {
            return mistake;
        }

        foreach (var migration in migrations.Skip(done.Count))
        {
            await ExecuteAsync(connection, migration.Sql, cancellation);
            await using var note = new NpgsqlCommand(
                "INSERT INTO scrapeguard.migrations (number, name, checksum) VALUES ($1, $2, $3)", connection);
            note.Parameters.Add(new() { Value = migration.Number, NpgsqlDbType = NpgsqlDbType.Integer });
            note.Parameters.Add(new() { Value = migration.Name, NpgsqlDbType = NpgsqlDbType.Text });
            note.Parameters.Add(new() { Value = migration.Checksum, NpgsqlDbType = NpgsqlDbType.Text });
            await note.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return null;
    }

    private static string? MistakeOf(
        IReadOnlyList<(int Number, string Name, string Checksum)> done, IReadOnlyList<Migration> migrations)
    {
        if (done.Count > migrations.Count)
        {
            return $"the database's schema is at step {done.Count}, newer than the {migrations.Count} that this "
                + "program knows: run the newer program";
        }

        for (var i = 0; i < done.Count; i++)
        {
            if (done[i].Number != migrations[i].Number || done[i].Checksum != migrations[i].Checksum)
            {
                return $"step {done[i].Number} ({done[i].Name}) of the database's schema is another than this "
                    + $"program's {migrations[i].Name}";
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the table of steps is missing: who may not make schemas can still run on one that is there.
    /// </summary>
    private static async Task<bool> IsMissingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass('scrapeguard.migrations') IS NULL", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<List<(int Number, string Name, string Checksum)>> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "SELECT number, name, checksum FROM scrapeguard.migrations ORDER BY number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var done = new List<(int Number, string Name, string Checksum)>();
        while (await reader.ReadAsync(cancellation))
        {
            done.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }

        return done;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
