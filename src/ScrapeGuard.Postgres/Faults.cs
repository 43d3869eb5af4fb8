using Npgsql;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Postgres;

/// <summary>Tells a database that is away, or that broke something off, from a mistake of the program.</summary>
internal static class Faults
{
    /// <summary>
    /// Classes of SQLSTATE (PostgreSQL 15, appendix A) that pass: connection, transaction rolled back, resources, and
    /// operator intervention, system error.
    /// </summary>
    private static readonly string[] Passing = ["08", "40", "53", "55", "57", "58"];

    /// <summary>
    /// A transaction that asked nothing for too long was ended; the server is a standby now, after a failover.
    /// </summary>
    private static readonly string[] PassingStates = ["25P03", PostgresErrorCodes.ReadOnlySqlTransaction];

    /// <summary>Does something with the database.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be reached, or broke it off.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            throw new StoreUnavailableException(Words(exception), exception);
        }
    }

    /// <inheritdoc cref="GuardAsync{T}"/>
    public static Task GuardAsync(Func<Task> work) => GuardAsync(async () =>
    {
        await work();
        return true;
    });

    private static bool IsPassing(Exception exception) => exception switch
    {
        PostgresException refused => Passing.Contains(refused.SqlState[..2], StringComparer.Ordinal)
            || PassingStates.Contains(refused.SqlState, StringComparer.Ordinal),

        // The connection broke, could not be made, or took too long.
        NpgsqlException or TimeoutException => true,
        _ => false,
    };

    private static string Words(Exception exception) => exception is PostgresException refused
        ? $"the database refuses: {refused.MessageText} ({refused.SqlState})"
        : $"the database cannot be reached: {exception.Message}";
}
