namespace ScrapeGuard.Detection.MlNet.Files;

/// <summary>The bounds of a model file; what is beyond them is refused before ML.NET sees it.</summary>
public static class ArchiveLimits
{
    /// <summary>Longest file, in bytes: as long as the longest of our own models.</summary>
    public const int MaxFileBytes = 96 << 20;

    /// <summary>Most bytes that all entries unpack to.</summary>
    public const long MaxUnpackedBytes = 512L << 20;

    /// <summary>Most entries; a chain of transforms has two or three each.</summary>
    public const int MaxEntries = 1_024;

    /// <summary>Deepest folder: ML.NET descends into models within models on the stack.</summary>
    public const int MaxDepth = 24;

    /// <summary>Longest path of an entry, in characters.</summary>
    public const int MaxPathLength = 512;
}
