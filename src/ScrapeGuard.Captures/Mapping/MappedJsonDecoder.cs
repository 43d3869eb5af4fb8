using System.Text.Json;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// Decodes any JSON objects, one a line, by a mapping of JSON pointers. Numbers, true and false count as their texts;
/// null counts as absent; <c>tracks</c> may be a text, a number, or an array of these. Of members of the same name the
/// last counts. An object or an array where a plain value should be is <see cref="DecodeError.WrongType"/>.
/// </summary>
internal sealed class MappedJsonDecoder(MappedEventRules rules, PointerNode root, EventText? text) : ILineDecoder
{
    private readonly byte[] _scratch = new byte[EventLimits.MaxLineBytes];
    private readonly byte[] _path = new byte[EventLimits.MaxLineBytes];

    /// <inheritdoc/>
    public DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
    {
        var mapped = new MappedEvent(rules, _path, batch, text);
        var error = mapped.SetConstants();
        try
        {
            var reader = new Utf8JsonReader(buffer.Slice(offset, length));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return mapped.Reject(DecodeError.BadJson);
            }

            error = error == DecodeError.None ? ReadObject(ref reader, root, ref mapped) : error;

            // Reading on to the end finds what follows the object.
            if (error == DecodeError.None && reader.Read())
            {
                error = DecodeError.BadJson;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that names half of a surrogate pair.
            error = DecodeError.BadJson;
        }

        return error == DecodeError.None ? mapped.Finish() : mapped.Reject(error);
    }

    private DecodeError ReadObject(ref Utf8JsonReader reader, PointerNode node, ref MappedEvent mapped)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = FindMember(ref reader, node.Children);
            reader.Read();
            var error = ReadValue(ref reader, child, ref mapped);
            if (error != DecodeError.None)
            {
                return error;
            }
        }

        return DecodeError.None;
    }

    private DecodeError ReadArray(ref Utf8JsonReader reader, PointerNode node, ref MappedEvent mapped)
    {
        if (node.IsTracks)
        {
            mapped.ClearTracks();
        }

        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            var error = node.IsTracks
                ? AddTrack(ref reader, ref mapped)
                : ReadValue(ref reader, FindElement(index, node.Children), ref mapped);
            if (error != DecodeError.None)
            {
                return error;
            }
        }

        return DecodeError.None;
    }

    private DecodeError ReadValue(ref Utf8JsonReader reader, PointerNode? node, ref MappedEvent mapped)
    {
        if (node is null)
        {
            reader.Skip();
            return DecodeError.None;
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return DecodeError.None;
            case JsonTokenType.StartObject:
                return node.Fields.Length > 0 ? DecodeError.WrongType : ReadObject(ref reader, node, ref mapped);
            case JsonTokenType.StartArray:
                return node.Fields.Length > 0 && !node.IsTracks
                    ? DecodeError.WrongType : ReadArray(ref reader, node, ref mapped);
            default:
                return SetFields(node, TextOf(ref reader), ref mapped);
        }
    }

    private static DecodeError SetFields(PointerNode node, scoped ReadOnlySpan<byte> text, ref MappedEvent mapped)
    {
        foreach (var field in node.Fields)
        {
            var error = mapped.Set(field, text);
            if (error != DecodeError.None)
            {
                return error;
            }
        }

        return DecodeError.None;
    }

    private DecodeError AddTrack(ref Utf8JsonReader reader, ref MappedEvent mapped)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            return mapped.AddTrack(TextOf(ref reader));
        }

        return DecodeError.WrongType;
    }

    private ReadOnlySpan<byte> TextOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? _scratch.AsSpan(0, reader.CopyString(_scratch)) : reader.ValueSpan;

    private static PointerNode? FindMember(ref Utf8JsonReader reader, PointerNode[] children)
    {
        foreach (var child in children)
        {
            if (reader.ValueTextEquals(child.Name))
            {
                return child;
            }
        }

        return null;
    }

    private static PointerNode? FindElement(int index, PointerNode[] children)
    {
        foreach (var child in children)
        {
            if (child.Index == index)
            {
                return child;
            }
        }

        return null;
    }
}
