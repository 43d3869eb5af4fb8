using Npgsql;

namespace ScrapeGuard.Postgres;

/// <summary>Where the database is, and how long it may take.</summary>
public sealed record PostgresOptions
{
    /// <summary>
    /// As Npgsql reads it: <c>Host=...;Database=...;Username=...;Password=...</c>. It is never shown.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>Seconds after which a statement is broken off; 1 to 600.</summary>
    /// <value>Default 30.</value>
    public int StatementTimeoutSeconds { get; init; } = 30;

    /// <summary>
    /// Seconds after which a transaction that asks nothing is ended, and the guard's lock with it; 1 to 600.
    /// </summary>
    /// <value>Default 30.</value>
    public int IdleTimeoutSeconds { get; init; } = 30;

    /// <summary>Most connections at once; 2 to 1,000.</summary>
    /// <value>Default 20.</value>
    public int MaxConnections { get; init; } = 20;

    /// <summary>Every mistake, each with its key; of the connection string nothing is told.</summary>
    public IReadOnlyList<string> Validate()
    {
        var mistakes = new List<string>();
        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(ConnectionString).Host))
            {
                mistakes.Add("Database:ConnectionString: names no Host");
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            mistakes.Add("Database:ConnectionString: is no connection string of PostgreSQL (it is not shown here)");
        }

        if (StatementTimeoutSeconds is < 1 or > 600)
        {
            mistakes.Add($"Database:StatementTimeoutSeconds '{StatementTimeoutSeconds}': must be 1 to 600");
        }

        if (IdleTimeoutSeconds is < 1 or > 600)
        {
            mistakes.Add($"Database:IdleTimeoutSeconds '{IdleTimeoutSeconds}': must be 1 to 600");
        }

        if (MaxConnections is < 2 or > 1_000)
        {
            mistakes.Add($"Database:MaxConnections '{MaxConnections}': must be 2 to 1000");
        }

        return mistakes;
    }

    /// <summary>Without the connection string.</summary>
    public override string ToString() => $"{nameof(PostgresOptions)} {{ MaxConnections = {MaxConnections} }}";
}
