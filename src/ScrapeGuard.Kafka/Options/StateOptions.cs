namespace ScrapeGuard.Kafka.Options;

/// <summary>The settings under <c>State</c>.</summary>
public sealed record StateOptions
{
    /// <summary>The least memory that a worker can be limited to: 256 MiB.</summary>
    public const long LeastMemoryBytes = 256L << 20;

    /// <summary>Folder for what memory cannot hold; may be lost at any time. Null: the system's own for temporary
    /// files.</summary>
    /// <value>Default null.</value>
    public string? Directory { get; init; }

    /// <summary>Memory of the whole process beyond which accounts go to disk; null: no limit.</summary>
    /// <value>Default null.</value>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>Most seconds between two checkpoints of a partition.</summary>
    /// <value>Default 30.</value>
    public int CheckpointSeconds { get; init; } = 30;

    /// <summary>What is wrong, one line a mistake.</summary>
    public IEnumerable<string> Validate()
    {
        if (MemoryLimitBytes is { } limit and < LeastMemoryBytes)
        {
            yield return $"State:MemoryLimitBytes '{limit}': must be at least {LeastMemoryBytes} (256 MiB)";
        }

        if (CheckpointSeconds is < 1 or > 3_600)
        {
            yield return $"State:CheckpointSeconds '{CheckpointSeconds}': must be 1 to 3600";
        }
    }
}
