using System.Text.Json;

namespace ScrapeGuard.Core.Events.Json;

/// <summary>Reads any JSON object by the framework's own reader: escapes, nesting, numbers of every form.</summary>
internal static class ThoroughReader
{
    /// <summary>
    /// Room for one unescaped text: never longer than its line. One a thread, made at its first escape.
    /// </summary>
    [ThreadStatic]
    private static byte[]? _scratch;

    public static DecodeError Read(ReadOnlySpan<byte> line, EventBatch batch)
    {
        var assembler = new EventAssembler(batch);
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return assembler.Reject(DecodeError.BadJson);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var error = ReadField(ref reader, ref assembler);
                if (error != DecodeError.None)
                {
                    return assembler.Reject(error);
                }
            }

            // Reading on to the end finds what follows the object.
            return reader.Read() ? assembler.Reject(DecodeError.BadJson) : assembler.Finish();
        }
        catch (JsonException)
        {
            return assembler.Reject(DecodeError.BadJson);
        }
    }

    private static DecodeError ReadField(ref Utf8JsonReader reader, ref EventAssembler assembler)
    {
        if (!TryGetText(ref reader, out var key))
        {
            return DecodeError.BadJson;
        }

        var field = EventFields.Find(key);
        reader.Read();
        if (field == EventField.Unknown)
        {
            reader.Skip();
            return DecodeError.None;
        }

        return reader.TokenType switch
        {
            JsonTokenType.Null => DecodeError.None,
            JsonTokenType.String => ReadText(field, ref reader, ref assembler),
            JsonTokenType.Number => !EventFields.IsNumber(field) ? DecodeError.WrongType
                : reader.TryGetInt64(out var number) ? assembler.SetNumber(field, number) : DecodeError.OutOfRange,
            JsonTokenType.StartArray when field == EventField.Tracks => ReadTracks(ref reader, ref assembler),
            _ => DecodeError.WrongType,
        };
    }

    private static DecodeError ReadText(EventField field, ref Utf8JsonReader reader, ref EventAssembler assembler) =>
        TryGetText(ref reader, out var text) ? assembler.SetText(field, text) : DecodeError.BadJson;

    private static DecodeError ReadTracks(ref Utf8JsonReader reader, ref EventAssembler assembler)
    {
        assembler.ClearTracks();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                return DecodeError.WrongType;
            }

            if (!TryGetText(ref reader, out var track))
            {
                return DecodeError.BadJson;
            }

            var error = assembler.AddTrack(track);
            if (error != DecodeError.None)
            {
                return error;
            }
        }

        return DecodeError.None;
    }

    /// <summary>
    /// The text of the current token without its escapes, good until the next one is read. False when an escape names
    /// half of a surrogate pair: such text has no UTF-8 form.
    /// </summary>
    private static bool TryGetText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return true;
        }

        try
        {
            _scratch ??= new byte[EventLimits.MaxLineBytes];
            text = _scratch.AsSpan(0, reader.CopyString(_scratch));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
