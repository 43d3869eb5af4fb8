namespace ScrapeGuard.Captures;

/// <summary>
/// Quoted fields of access logs: a quote inside is written <c>\"</c> (Apache) or <c>\x22</c> (nginx), a backslash
/// <c>\\</c>, another byte <c>\xHH</c>.
/// </summary>
internal static class QuotedText
{
    /// <summary>
    /// Reads a field that starts at <paramref name="position"/> and moves on behind its closing quote. False when no
    /// quote stands there. A field cut off by the end of the line is taken as it is: servers cut overlong lines so.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> line, scoped ref int position, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        if (position >= line.Length || line[position] != '"')
        {
            return false;
        }

        var first = ++position;
        while (position < line.Length)
        {
            var stop = line[position..].IndexOfAny((byte)'"', (byte)'\\');
            if (stop < 0)
            {
                break;
            }

            position += stop;
            if (line[position] == '"')
            {
                raw = line[first..position];
                position++;
                return true;
            }

            position += 2;
        }

        raw = line[first..];
        position = line.Length;
        return true;
    }

    /// <summary>
    /// The text without its escapes: the raw one when it has none, else a part of <paramref name="scratch"/>.
    /// </summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> raw, byte[] scratch)
    {
        var escape = raw.IndexOf((byte)'\\');
        if (escape < 0)
        {
            return raw;
        }

        raw[..escape].CopyTo(scratch);
        var length = escape;
        for (var i = escape; i < raw.Length; i++)
        {
            var value = raw[i];
            if (value == '\\' && i + 1 < raw.Length)
            {
                value = ReadEscape(raw, ref i);
            }

            scratch[length++] = value;
        }

        return scratch.AsSpan(0, length);
    }

    private static byte ReadEscape(ReadOnlySpan<byte> raw, ref int at)
    {
        var kind = raw[++at];
        if (kind == 'x' && at + 2 < raw.Length
            && HexDigits.Value(raw[at + 1]) is var high and >= 0 && HexDigits.Value(raw[at + 2]) is var low and >= 0)
        {
            at += 2;
            return (byte)((high << 4) | low);
        }

        return kind switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => kind,
        };
    }
}
