namespace ScrapeGuard.Simulation;

/// <summary>Traffic for benchmarks: many accounts, little thought.</summary>
public sealed record ScaleOptions
{
    /// <summary>1 to 10,000,000. <value>1,000,000</value></summary>
    public int Accounts { get; init; } = 1_000_000;

    /// <summary>1 to 10,000,000,000. <value>10,000,000</value></summary>
    public long Events { get; init; } = 10_000_000;
}
