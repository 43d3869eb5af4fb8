namespace ScrapeGuard.Detection.Forests;

/// <summary>Shape of an isolation forest.</summary>
public sealed record IsolationForestOptions
{
    public const int MaxTrees = 1024;
    public const int MaxSampleSize = 4096;
    public const int MaxColumns = 1024;
    public const int MaxExtensionLevel = 63;

    /// <summary>
    /// The most that trees x sample size (rounded up to a power of two) x columns in a split may be; features and
    /// weights are then 64 MiB.
    /// </summary>
    public const int MaxCells = 1 << 23;

    /// <value>Trees in the forest, 1 to 1024. Default 100 (Liu, Ting and Zhou 2008).</value>
    public int Trees { get; init; } = 100;

    /// <value>Rows drawn without replacement for each tree, 2 to 4096. Default 256 (Liu, Ting and Zhou 2008).</value>
    public int SampleSize { get; init; } = 256;

    /// <value>
    /// 0: each split looks at one column (Liu 2008). L above 0: each split is a hyperplane over L + 1 columns (Hariri,
    /// Kind and Brunner 2019), at most one less than the columns and at most 63. Default 0.
    /// </value>
    public int ExtensionLevel { get; init; }

    /// <value>Seed of the generator that each tree's own seed is drawn from. Default 1.</value>
    public ulong Seed { get; init; } = 1;
}
