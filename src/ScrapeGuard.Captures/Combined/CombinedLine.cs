using System.Buffers.Text;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// The parts of one line of an access log, as they stand (quoted fields with their escapes):
/// <code>
/// line   = host SP ident SP user SP "[" time "]" SP quoted SP status SP bytes [ SP referer SP agent *( SP quoted ) ]
/// status = 3DIGIT
/// bytes  = 1*DIGIT / "-"
/// </code>
/// The common format has neither referer nor agent (https://httpd.apache.org/docs/2.4/logs.html#accesslog).
/// </summary>
internal ref struct CombinedLine
{
    public ReadOnlySpan<byte> Host;
    public ReadOnlySpan<byte> User;
    public ReadOnlySpan<byte> Request;
    public ReadOnlySpan<byte> Agent;

    /// <summary>What follows the agent: further quoted fields.</summary>
    public ReadOnlySpan<byte> Rest;

    public long TimeMicros;
    public long Bytes;
    public int Status;

    /// <summary>Reads a line.</summary>
    public static DecodeError Read(ReadOnlySpan<byte> text, out CombinedLine line)
    {
        line = default;
        var position = 0;
        if (!line.TryReadNames(text, ref position))
        {
            return DecodeError.BadFormat;
        }

        var end = position + CombinedTime.Bytes;
        if (text.Length < end + 2 || text[end] != ']' || text[end + 1] != ' ')
        {
            return DecodeError.BadFormat;
        }

        if (!CombinedTime.TryParse(text[position..end], out line.TimeMicros))
        {
            return DecodeError.BadTime;
        }

        position = end + 2;
        if (!QuotedText.TryRead(text, ref position, out line.Request) || !line.TryReadResponse(text, ref position))
        {
            return DecodeError.BadFormat;
        }

        return line.TryReadAgent(text, position) ? DecodeError.None : DecodeError.BadFormat;
    }

    /// <summary>Finds the Nth quoted field behind the agent, from 1. False when the line has fewer.</summary>
    public readonly bool TryFindExtra(int number, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        var position = 0;
        for (var i = 0; i < number; i++)
        {
            if (!TrySpace(Rest, ref position) || !QuotedText.TryRead(Rest, ref position, out raw))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryReadNames(ReadOnlySpan<byte> text, scoped ref int position)
    {
        var hostEnd = text.IndexOf((byte)' ');
        if (hostEnd <= 0)
        {
            return false;
        }

        Host = text[..hostEnd];
        position = hostEnd + 1;
        var identEnd = text[position..].IndexOf((byte)' ');
        if (identEnd <= 0)
        {
            return false;
        }

        // A user's name may hold spaces: it ends where the time starts.
        position += identEnd + 1;
        var userEnd = text[position..].IndexOf(" ["u8);
        if (userEnd <= 0)
        {
            return false;
        }

        User = text.Slice(position, userEnd);
        position += userEnd + 2;
        return true;
    }

    private bool TryReadResponse(ReadOnlySpan<byte> text, scoped ref int position)
    {
        if (!TrySpace(text, ref position) || !Utf8Parser.TryParse(text[position..], out Status, out var statusBytes)
            || statusBytes != 3 || Status < 0)
        {
            return false;
        }

        position += statusBytes;
        if (!TrySpace(text, ref position) || position >= text.Length)
        {
            return false;
        }

        if (text[position] == '-')
        {
            position++;
            return true;
        }

        var read = Utf8Parser.TryParse(text[position..], out Bytes, out var bytesBytes) && Bytes >= 0;
        position += bytesBytes;
        return read;
    }

    private bool TryReadAgent(ReadOnlySpan<byte> text, int position)
    {
        // Logs with fields of their own behind the size, unquoted ones among them, still count as common.
        if (!TrySpace(text, ref position) || !QuotedText.TryRead(text, ref position, out _))
        {
            return position >= text.Length || text[position - 1] == ' ';
        }

        if (TrySpace(text, ref position) && QuotedText.TryRead(text, ref position, out Agent))
        {
            Rest = text[position..];
        }

        return true;
    }

    private static bool TrySpace(ReadOnlySpan<byte> text, scoped ref int position)
    {
        if (position >= text.Length || text[position] != ' ')
        {
            return false;
        }

        position++;
        return true;
    }
}
