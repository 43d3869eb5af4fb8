namespace ScrapeGuard.Captures;

/// <summary>The formats of captures.</summary>
public enum CaptureKind
{
    /// <summary>Found by the first lines.</summary>
    Auto,

    /// <summary>A JSON object a line: access events, or any objects with a mapping.</summary>
    Ndjson,

    /// <summary>What <c>kcat -J</c> prints.</summary>
    Kcat,

    /// <summary>An access log of Apache or nginx, combined or common.</summary>
    Combined,

    /// <summary>A table with a header row; needs a mapping.</summary>
    Csv,
}
