namespace ScrapeGuard.Captures;

/// <summary>How captures are read.</summary>
public sealed record CaptureOptions
{
    /// <summary>The format (<c>--format</c>).</summary>
    /// <value>The default is <see cref="CaptureKind.Auto"/>.</value>
    public CaptureKind Format { get; init; } = CaptureKind.Auto;

    /// <summary>What the columns or members of a foreign format mean (<c>--mapping</c>); must for CSV.</summary>
    /// <value>The default is none.</value>
    public CaptureMapping? Mapping { get; init; }

    /// <summary>How access logs are read. The path rules of <see cref="Mapping"/> go before those given here.</summary>
    /// <value>The default is <see cref="CombinedLogOptions"/>'s own.</value>
    public CombinedLogOptions Combined { get; init; } = new();

    /// <summary>Bytes read at a time. With several files each has a block of its own.</summary>
    /// <value>The default is 1 MiB.</value>
    public int BlockBytes { get; init; } = LineBlockReader.DefaultBlockBytes;
}
