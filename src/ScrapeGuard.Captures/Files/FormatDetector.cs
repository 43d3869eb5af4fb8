using System.Text.Json;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>Tells a capture's format by its first lines.</summary>
internal static class FormatDetector
{
    /// <summary>How many lines are looked at; blank ones do not count.</summary>
    private const int MaxLines = 20;

    /// <summary>
    /// The format of the first line that has one, so that a few broken lines at the start do no harm.
    /// When no line has: <see cref="CaptureKind.Ndjson"/> if the first begins like an object, for its lines are then
    /// events that are broken; <see cref="CaptureKind.Csv"/> if it looks like a header; null when there is nothing to
    /// tell it by; else <see cref="CaptureKind.Auto"/>: the lines are of no format.
    /// </summary>
    public static CaptureKind? Detect(LineBlock block)
    {
        ReadOnlySpan<byte> rest = block.Buffer.AsSpan(0, block.Length);
        var batch = new EventBatch(MaxLines);
        var combined = new CombinedLogDecoder(new CombinedLogOptions());
        var looked = 0;
        var ifNone = CaptureKind.Auto;
        while (looked < MaxLines && TryNextLine(ref rest, out var line))
        {
            if (line[0] == '{' && IsObject(line, out var isEnvelope))
            {
                return isEnvelope ? CaptureKind.Kcat : CaptureKind.Ndjson;
            }

            if (line.Length <= EventLimits.MaxLineBytes
                && combined.Decode(line, 0, line.Length, batch) is not DecodeError.BadFormat)
            {
                return CaptureKind.Combined;
            }

            if (looked == 0)
            {
                ifNone = line[0] == '{' ? CaptureKind.Ndjson : IsHeader(line) ? CaptureKind.Csv : CaptureKind.Auto;
            }

            looked++;
        }

        return looked == 0 ? null : ifNone;
    }

    /// <summary>Takes the next line that is not blank, without its end.</summary>
    public static bool TryNextLine(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        while (!rest.IsEmpty)
        {
            var feed = rest.IndexOf((byte)'\n');
            line = (feed < 0 ? rest : rest[..feed]).Trim(" \t\r"u8);
            rest = feed < 0 ? default : rest[(feed + 1)..];
            if (!line.IsEmpty)
            {
                return true;
            }
        }

        line = default;
        return false;
    }

    private static bool IsObject(ReadOnlySpan<byte> line, out bool isEnvelope)
    {
        isEnvelope = false;
        bool hasTopic = false, hasPayload = false;
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                hasTopic |= reader.ValueTextEquals("topic"u8);
                hasPayload |= reader.ValueTextEquals("payload"u8);
                reader.Read();
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return false;
        }

        isEnvelope = hasTopic && hasPayload;
        return true;
    }

    /// <summary>A header names two columns or more, in printable text.</summary>
    private static bool IsHeader(ReadOnlySpan<byte> line) =>
        line.IndexOfAny(",;\t|"u8) >= 0 && line.IndexOfAnyExceptInRange((byte)' ', (byte)'~') is var odd
        && (odd < 0 || line[odd] == '\t');
}
