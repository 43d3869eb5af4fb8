using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>Tracks as they stand in texts: percent-encoded in paths, several with a separator between them.</summary>
internal static class TrackText
{
    private const int EscapeBytes = 3;

    /// <summary>Adds a percent-encoded track.</summary>
    public static DecodeError AddEncoded(scoped ReadOnlySpan<byte> text, ref CapturedEvent assembler)
    {
        if (text.IndexOf((byte)'%') < 0)
        {
            return assembler.AddTrack(text);
        }

        if (text.Length > EventLimits.MaxTrackBytes * EscapeBytes)
        {
            return DecodeError.BadTracks;
        }

        Span<byte> plain = stackalloc byte[EventLimits.MaxTrackBytes * EscapeBytes];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var escaped = TryReadEscape(text[i..], out var value);
            plain[length++] = escaped ? value : text[i];
            i += escaped ? EscapeBytes - 1 : 0;
        }

        return assembler.AddTrack(plain[..length]);
    }

    /// <summary>
    /// Adds percent-encoded tracks that stand with commas between them; the commas may be encoded too.
    /// </summary>
    public static DecodeError AddEncodedList(scoped ReadOnlySpan<byte> text, ref CapturedEvent assembler)
    {
        while (!text.IsEmpty)
        {
            var end = IndexOfComma(text, out var commaBytes);
            var track = text[..end];
            text = text[(end + commaBytes)..];
            if (track.IsEmpty)
            {
                continue;
            }

            var error = AddEncoded(track, ref assembler);
            if (error != DecodeError.None)
            {
                return error;
            }
        }

        return DecodeError.None;
    }

    /// <summary>Adds plain tracks that stand with a separator between them. Empty ones do not count.</summary>
    public static DecodeError AddList(scoped ReadOnlySpan<byte> text, byte separator, ref CapturedEvent assembler)
    {
        while (!text.IsEmpty)
        {
            var at = text.IndexOf(separator);
            var track = (at < 0 ? text : text[..at]).Trim((byte)' ');
            text = at < 0 ? default : text[(at + 1)..];
            if (track.IsEmpty)
            {
                continue;
            }

            var error = assembler.AddTrack(track);
            if (error != DecodeError.None)
            {
                return error;
            }
        }

        return DecodeError.None;
    }

    private static int IndexOfComma(ReadOnlySpan<byte> text, out int commaBytes)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ',')
            {
                commaBytes = 1;
                return i;
            }

            if (TryReadEscape(text[i..], out var value) && value == ',')
            {
                commaBytes = EscapeBytes;
                return i;
            }
        }

        commaBytes = 0;
        return text.Length;
    }

    private static bool TryReadEscape(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        if (text.Length < EscapeBytes || text[0] != '%')
        {
            return false;
        }

        var high = HexDigits.Value(text[1]);
        var low = HexDigits.Value(text[2]);
        value = (byte)((high << 4) | low);
        return (high | low) >= 0;
    }
}
