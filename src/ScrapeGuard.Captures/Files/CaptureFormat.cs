namespace ScrapeGuard.Captures;

/// <summary>A capture's format with all that it takes to decode it. Immutable; threads take a decoder each.</summary>
public sealed class CaptureFormat
{
    private readonly Func<EventText?, ILineDecoder> _create;

    private CaptureFormat(CaptureKind kind, Func<EventText?, ILineDecoder> create)
    {
        Kind = kind;
        _create = create;
    }

    /// <summary>The kind; never <see cref="CaptureKind.Auto"/>.</summary>
    public CaptureKind Kind { get; }

    /// <summary>Access events as they stand in Kafka.</summary>
    public static CaptureFormat Ndjson() => new(CaptureKind.Ndjson, _ => new NdjsonDecoder());

    /// <summary>Output of <c>kcat -J</c>.</summary>
    public static CaptureFormat Kcat() => new(CaptureKind.Kcat, _ => new KcatDecoder());

    /// <summary>Access logs.</summary>
    public static CaptureFormat Combined(CombinedLogOptions options) =>
        new(CaptureKind.Combined, text => new CombinedLogDecoder(options, text));

    /// <summary>Any JSON objects, by a mapping that <see cref="CaptureMappingReader"/> has checked.</summary>
    public static CaptureFormat MappedJson(CaptureMapping mapping)
    {
        var rules = new MappedEventRules(mapping);
        var root = PointerNode.Build(mapping.Fields);
        return new CaptureFormat(CaptureKind.Ndjson, text => new MappedJsonDecoder(rules, root, text));
    }

    /// <summary>
    /// Rows of CSV, by a mapping and the header row. Null, and all that is wrong, when they do not fit.
    /// </summary>
    public static CaptureFormat? MappedCsv(
        CaptureMapping mapping, ReadOnlySpan<byte> header, out IReadOnlyList<string> errors)
    {
        if (CsvColumns.Bind(header, mapping, out errors) is not { } columns)
        {
            return null;
        }

        var rules = new MappedEventRules(mapping);
        return new CaptureFormat(CaptureKind.Csv, text => new MappedCsvDecoder(mapping, rules, columns, text));
    }

    /// <summary>A decoder for one thread.</summary>
    public ILineDecoder CreateDecoder() => _create(null);

    /// <summary>A decoder that keeps the events as JSON, for one thread.</summary>
    internal ContractDecoder CreateContractDecoder() => new(_create);
}
