using System.Globalization;
using Npgsql;

namespace ScrapeGuard.Postgres.Statements;

/// <summary>The conditions of a query that somebody puts together; values stand beside the text, never in it.</summary>
internal sealed class Filters
{
    private readonly List<string> _conditions = [];
    private readonly List<NpgsqlParameter> _values = [];

    /// <summary>A condition, if there is a value for it.</summary>
    /// <param name="value">The value; null: no condition.</param>
    /// <param name="comparison">Column and operator.</param>
    /// <param name="make">Makes a parameter of the value.</param>
    public void Add<T>(T? value, string comparison, Func<T, NpgsqlParameter> make)
        where T : struct
    {
        if (value is { } given)
        {
            Add(comparison, make(given));
        }
    }

    /// <inheritdoc cref="Add{T}(T?, string, Func{T, NpgsqlParameter})"/>
    public void Add(string? value, string comparison, Func<string, NpgsqlParameter> make)
    {
        if (value is not null)
        {
            Add(comparison, make(value));
        }
    }

    /// <summary>A condition without a value.</summary>
    public void Add(string condition) => _conditions.Add(condition);

    /// <summary>The statement: what is selected, where all conditions hold, in an order, a page of it.</summary>
    public NpgsqlBatchCommand Ask(string select, string order, int skip, int max)
    {
        var where = _conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", _conditions)}";
        var offset = Placed(Parameters.Int(skip));
        var limit = Placed(Parameters.Int(max));
        return Parameters.Of($"{select}{where} {order} OFFSET {offset} LIMIT {limit}", [.. _values]);
    }

    private void Add(string comparison, NpgsqlParameter value) => _conditions.Add($"{comparison} {Placed(value)}");

    private string Placed(NpgsqlParameter value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_values.Count}");
    }
}
