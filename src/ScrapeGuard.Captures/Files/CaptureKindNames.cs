namespace ScrapeGuard.Captures;

/// <summary>The words of <see cref="CaptureKind"/> on the command line and in mapping files.</summary>
public static class CaptureKindNames
{
    /// <summary>All words, for messages.</summary>
    public const string All = "auto, ndjson, kcat, combined, csv";

    /// <summary>The kind that a word names. False for any other word.</summary>
    public static bool TryParse(string word, out CaptureKind kind)
    {
        CaptureKind? found = word switch
        {
            "auto" => CaptureKind.Auto,
            "ndjson" => CaptureKind.Ndjson,
            "kcat" => CaptureKind.Kcat,
            "combined" => CaptureKind.Combined,
            "csv" => CaptureKind.Csv,
            _ => null,
        };
        kind = found ?? CaptureKind.Auto;
        return found is not null;
    }

    /// <summary>The word of a kind.</summary>
    public static string Of(CaptureKind kind) => kind switch
    {
        CaptureKind.Ndjson => "ndjson",
        CaptureKind.Kcat => "kcat",
        CaptureKind.Combined => "combined",
        CaptureKind.Csv => "csv",
        _ => "auto",
    };
}
