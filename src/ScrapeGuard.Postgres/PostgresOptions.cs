using Npgsql;

namespace ScrapeGuard.Postgres;

/// <summary>Where the database is, how long it may take, and how long what is over is kept.</summary>
public sealed record PostgresOptions
{
    /// <summary>
    /// As Npgsql reads it: <c>Host=...;Database=...;Username=...;Password=...</c>. It is never shown.
    /// </summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>A file that holds the connection string in place of it; null: none.</summary>
    public string? ConnectionStringFile { get; init; }

    /// <summary>
    /// A file that holds the password, read for each new connection, so that it can be changed while the program runs;
    /// null: it is in the connection string, or there is none.
    /// </summary>
    public string? PasswordFile { get; init; }

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

    /// <summary>
    /// Days after which decisions, effects and notes of closed cases are forgotten; up to 36,500, 0: never. The audit
    /// is kept whole, whatever it says.
    /// </summary>
    /// <value>Default 0.</value>
    public int RetentionDays { get; init; }

    /// <summary>Every mistake, each with its key; of the connection string nothing is told. No file is read.</summary>
    public IReadOnlyList<string> Validate()
    {
        var mistakes = new List<string>();
        if (ConnectionStringFile is null)
        {
            CheckConnection(ConnectionString, "Database:ConnectionString", mistakes);
        }
        else if (ConnectionString.Length > 0)
        {
            mistakes.Add($"Database:ConnectionStringFile '{ConnectionStringFile}': Database:ConnectionString is set, "
                + "too; only one may be");
        }

        CheckRange("Database:StatementTimeoutSeconds", StatementTimeoutSeconds, 1, 600, mistakes);
        CheckRange("Database:IdleTimeoutSeconds", IdleTimeoutSeconds, 1, 600, mistakes);
        CheckRange("Database:MaxConnections", MaxConnections, 2, 1_000, mistakes);
        CheckRange("Database:RetentionDays", RetentionDays, 0, 36_500, mistakes);
        return mistakes;
    }

    /// <summary>What <see cref="Validate"/> tells, and what is wrong with the files.</summary>
    public IReadOnlyList<string> CheckFiles()
    {
        var mistakes = Validate().ToList();
        if (ConnectionStringFile is { } file
            && SecretFile.Read("Database:ConnectionStringFile", file, mistakes) is { } connection)
        {
            CheckConnection(connection, $"Database:ConnectionStringFile '{file}'", mistakes);
        }

        if (PasswordFile is { } password)
        {
            SecretFile.Read("Database:PasswordFile", password, mistakes);
        }

        return mistakes;
    }

    /// <summary>Without the connection string.</summary>
    public override string ToString() => $"{nameof(PostgresOptions)} {{ MaxConnections = {MaxConnections} }}";

    /// <summary>The connection string, wherever it stands; <see cref="CheckFiles"/> found nothing wrong.</summary>
    internal string ReadConnection() => ConnectionStringFile is { } file
        ? SecretFile.Read("Database:ConnectionStringFile", file, []) ?? ""
        : ConnectionString;

    private void CheckConnection(string connection, string place, List<string> mistakes)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(connection);
            if (string.IsNullOrEmpty(parts.Host))
            {
                mistakes.Add($"{place}: names no Host");
            }

            if (PasswordFile is { } file && !string.IsNullOrEmpty(parts.Password))
            {
                mistakes.Add($"Database:PasswordFile '{file}': the connection string has a password, too");
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            mistakes.Add($"{place}: is no connection string of PostgreSQL (it is not shown here)");
        }
    }

    private static void CheckRange(string key, int value, int least, int most, List<string> mistakes)
    {
        if (value < least || value > most)
        {
            mistakes.Add($"{key} '{value}': must be {least} to {most}");
        }
    }
}
