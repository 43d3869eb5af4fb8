namespace ScrapeGuard.Benchmarks.Spill;

/// <summary>What <c>ratio spill</c> runs.</summary>
internal sealed record SpillSetup
{
    public int Accounts { get; init; } = 5_000_000;

    public int LimitMebibytes { get; init; } = 512;

    /// <summary>Folder of the files.</summary>
    public string Directory { get; init; } = Path.GetTempPath();

    /// <summary>Whether the engine without a limit is left out, so that the process stays small.</summary>
    public bool IsLimitedOnly { get; init; }

    public int Rounds { get; init; } = 15;

    public int WarmUps { get; init; } = 5;
}
