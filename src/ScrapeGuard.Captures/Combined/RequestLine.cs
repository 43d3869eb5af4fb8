namespace ScrapeGuard.Captures;

/// <summary>The parts of a request line: <c>method SP target [ SP protocol ]</c> (RFC 9112, section 3).</summary>
internal ref struct RequestLine
{
    public ReadOnlySpan<byte> Method;

    /// <summary>Path and query string. Empty when the line is no request: a broken or an encrypted one.</summary>
    public ReadOnlySpan<byte> Target;

    /// <summary>True for the methods that fetch something: GET and HEAD.</summary>
    public readonly bool IsFetch => Method.SequenceEqual("GET"u8) || Method.SequenceEqual("HEAD"u8);

    /// <summary>Splits a request line. A target with raw spaces in it is taken whole.</summary>
    public static RequestLine Split(ReadOnlySpan<byte> request)
    {
        var line = default(RequestLine);
        var space = request.IndexOf((byte)' ');
        if (space <= 0)
        {
            return line;
        }

        line.Method = request[..space];
        line.Target = request[(space + 1)..];
        var last = line.Target.LastIndexOf((byte)' ');
        if (last >= 0 && line.Target[(last + 1)..].StartsWith("HTTP/"u8))
        {
            line.Target = line.Target[..last];
        }

        return line;
    }
}
