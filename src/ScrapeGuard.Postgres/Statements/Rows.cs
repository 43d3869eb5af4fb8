using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Npgsql;

namespace ScrapeGuard.Postgres.Statements;

/// <summary>Records to what stands in a row, and back.</summary>
internal static class Rows
{
    public static string Body<T>(T record, JsonTypeInfo<T> type) => JsonSerializer.Serialize(record, type);

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
}
