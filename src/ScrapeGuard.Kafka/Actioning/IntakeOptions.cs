namespace ScrapeGuard.Kafka.Actioning;

/// <summary>How decisions and commands are taken in: one batch is one transaction of the store.</summary>
public sealed record IntakeOptions
{
    /// <summary><c>Actioner:BatchRecords</c>: most records of a batch, 1 to 10,000.</summary>
    /// <value>Default 500.</value>
    public int BatchRecords { get; init; } = 500;

    /// <summary><c>Actioner:BatchMilliseconds</c>: how long the first record of a batch waits for others, 0 to 10,000.
    /// </summary>
    /// <value>Default 20.</value>
    public int BatchMilliseconds { get; init; } = 20;

    /// <summary>What is wrong, one line a mistake, each with key and value.</summary>
    public IEnumerable<string> Validate()
    {
        if (BatchRecords is < 1 or > 10_000)
        {
            yield return $"Actioner:BatchRecords '{BatchRecords}': must be 1 to 10000";
        }

        if (BatchMilliseconds is < 0 or > 10_000)
        {
            yield return $"Actioner:BatchMilliseconds '{BatchMilliseconds}': must be 0 to 10000";
        }
    }
}
