namespace ScrapeGuard.Engine;

/// <summary>The size of an engine. None of it changes a decision, as long as no limit is met.</summary>
public sealed record EngineOptions
{
    /// <summary>Parts that the accounts are dealt to, each worked by one thread.</summary>
    /// <value>Default 1.</value>
    public int Shards { get; init; } = 1;

    /// <summary>Most accounts kept; beyond it the longest idle of a few makes room, and is counted.</summary>
    /// <value>Default 8,000,000.</value>
    public int MaxAccounts { get; init; } = 8_000_000;

    /// <summary>
    /// Most events held back for their order; beyond it time is taken to have passed, and that is counted.
    /// </summary>
    /// <value>Default 4,000,000.</value>
    public int MaxPendingEvents { get; init; } = 4_000_000;

    /// <summary>Every mistake, each naming key and value.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        if (Shards is < 1 or > 256)
        {
            errors.Add($"Engine:Shards is {Shards}; it must be 1 to 256");
        }

        if (MaxAccounts < 1)
        {
            errors.Add($"Engine:MaxAccounts is {MaxAccounts}; it must be at least 1");
        }

        if (MaxPendingEvents < 1)
        {
            errors.Add($"Engine:MaxPendingEvents is {MaxPendingEvents}; it must be at least 1");
        }

        return errors;
    }
}
