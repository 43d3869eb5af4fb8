namespace ScrapeGuard.Captures;

/// <summary>What the parts of a foreign format mean. Read from YAML by <see cref="CaptureMappingReader"/>.</summary>
public sealed record CaptureMapping
{
    /// <summary>The format that the mapping is for: CSV, NDJSON or combined (which takes path rules alone).</summary>
    /// <value>The default is <see cref="CaptureKind.Csv"/>.</value>
    public CaptureKind Format { get; init; } = CaptureKind.Csv;

    /// <summary>Where each field stands: the name of a column (CSV), or a JSON pointer (NDJSON; RFC 6901).</summary>
    /// <value>The default is none; <c>time</c> and <c>account</c> are musts.</value>
    public IReadOnlyDictionary<MappedField, string> Fields { get; init; } = new Dictionary<MappedField, string>();

    /// <summary>Values of fields where the line itself has none, or an empty one.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<MappedField, string> Constants { get; init; } = new Dictionary<MappedField, string>();

    /// <summary>How <c>time</c> and <c>accountCreated</c> are written.</summary>
    /// <value>The default is RFC 3339.</value>
    public TimeFormat Time { get; init; } = TimeFormat.Rfc3339;

    /// <summary>What stands between the columns of CSV: one ASCII character.</summary>
    /// <value>The default is a comma.</value>
    public char Delimiter { get; init; } = ',';

    /// <summary>What stands between several tracks in one text: one ASCII character.</summary>
    /// <value>The default is a semicolon.</value>
    public char TrackSeparator { get; init; } = ';';

    /// <summary>
    /// Rules that read operation and tracks from the <c>path</c> field. A field of the line goes before its rule, the
    /// rule before the constant.
    /// </summary>
    /// <value>The default is none.</value>
    public PathRules Paths { get; init; } = PathRules.None;
}
