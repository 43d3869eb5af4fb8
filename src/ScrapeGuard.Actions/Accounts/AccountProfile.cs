namespace ScrapeGuard.Actions.Accounts;

/// <summary>What the account service knows of an account: the cohorts of the guard are made of it.</summary>
public sealed record AccountProfile
{
    /// <summary>An account of which nothing is known.</summary>
    public static AccountProfile Unknown { get; } = new();

    public string? Plan { get; init; }

    public string? Country { get; init; }

    /// <summary>The client that it uses most.</summary>
    public string? Client { get; init; }

    /// <summary>When it was created, in microseconds since 1970.</summary>
    public long? CreatedMicros { get; init; }
}
