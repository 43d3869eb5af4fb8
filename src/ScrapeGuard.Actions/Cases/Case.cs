namespace ScrapeGuard.Actions.Cases;

/// <summary>All that is known about one account, or about one campaign and its accounts.</summary>
public sealed record Case
{
    /// <summary>32 hexadecimal digits, made from the subject: one case for each.</summary>
    public required string Id { get; init; }

    public required CaseSubject Subject { get; init; }

    /// <summary>The account, or the campaign's id.</summary>
    public required string Name { get; init; }

    public bool IsOpen { get; init; }

    /// <summary>When it was first opened, in microseconds since 1970.</summary>
    public required long OpenedMicros { get; init; }

    /// <summary>When anything in it changed, in microseconds since 1970.</summary>
    public required long ChangedMicros { get; init; }

    /// <summary>When it was last closed, in microseconds since 1970; null: never.</summary>
    public long? ClosedMicros { get; init; }

    /// <summary>How often it was opened.</summary>
    public int Openings { get; init; }

    /// <summary>How many accounts of it something is done to, or planned to be.</summary>
    public int Active { get; init; }

    /// <summary>How many accounts were ever in it.</summary>
    public int Accounts { get; init; }

    /// <summary>An account's owner appealed, and nobody has answered yet.</summary>
    public bool HasAppeal { get; init; }

    /// <summary>
    /// The moment at which a campaign's accounts are taken down, in microseconds since 1970; 0: none yet.
    /// </summary>
    public long TakedownMicros { get; init; }
}
