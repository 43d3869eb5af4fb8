using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;

namespace ScrapeGuard.Postgres.Statements;

/// <summary>Records to what stands in a row, and back.</summary>
internal static class Rows
{
    private const string EscapedNul = "\\u0000";

    /// <summary>A record as JSON that the database takes: its texts hold no NUL.</summary>
    public static string Body<T>(T record, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.Serialize(record, type);
        return json.Contains(EscapedNul, StringComparison.Ordinal) ? WithoutEscapedNul(json) : json;
    }

    /// <summary>
    /// Names with a NUL are refused where they come in; in what an account service answered it becomes the character
    /// for what cannot be shown.
    /// </summary>
    public static string WithoutNul(string text) => text.Replace('\0', '\ufffd');

    /// <summary>The record in a column of a row.</summary>
    /// <exception cref="InvalidDataException">Somebody wrote into the table what is no such record.</exception>
    public static T Read<T>(NpgsqlDataReader reader, int column, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(reader.GetString(column), type)
                ?? throw new InvalidDataException($"a row has null for a {typeof(T).Name}");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"a row is no {typeof(T).Name}: {exception.Message}", exception);
        }
    }

    /// <summary>All records of a result, from its first column.</summary>
    public static async Task<List<T>> ReadAllAsync<T>(
        NpgsqlDataReader reader, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var records = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            records.Add(Read(reader, 0, type));
        }

        return records;
    }

    /// <summary>All texts of a result, from its first column.</summary>
    public static async Task<List<string>> ReadTextsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var texts = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    /// <summary>The records that a statement of one result finds.</summary>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(
        NpgsqlDataSource source, JsonTypeInfo<T> type, NpgsqlBatchCommand command, CancellationToken cancellation)
        where T : class
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await ReadAllAsync(reader, type, cancellation);
    }

    private static string WithoutEscapedNul(string json)
    {
        var written = new StringBuilder(json);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] != '\\')
            {
                continue;
            }

            if (string.CompareOrdinal(json, i, EscapedNul, 0, EscapedNul.Length) == 0)
            {
                written.Remove(i, EscapedNul.Length).Insert(i, "\\ufffd");
            }

            // A backslash that is escaped escapes nothing.
            i++;
        }

        return written.ToString();
    }
}
