using System.Text.Json;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Captures;

/// <summary>
/// Decodes what <c>kcat -J</c> prints: <c>{"topic","partition","offset","tstype","ts","key","payload"}</c>, the payload
/// being the event's JSON as a string (https://github.com/edenhill/kcat). A payload that is an object itself is read
/// too. A tombstone (payload null) is <see cref="DecodeError.BadFormat"/>.
/// </summary>
public sealed class KcatDecoder : ILineDecoder
{
    /// <summary>The payload without its escapes: never longer than its line.</summary>
    private readonly byte[] _payload = new byte[EventLimits.MaxLineBytes + AccessEventDecoder.PaddingBytes];
    private int _payloadBytes;

    /// <summary>The payload of the line decoded last.</summary>
    internal ReadOnlySpan<byte> Payload => _payload.AsSpan(0, _payloadBytes);

    /// <inheritdoc/>
    public DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
    {
        if (TryFindPayload(buffer.Slice(offset, length), out _payloadBytes, out var error))
        {
            return AccessEventDecoder.Decode(_payload, 0, _payloadBytes, batch);
        }

        batch.RejectEvent(error);
        return error;
    }

    private bool TryFindPayload(ReadOnlySpan<byte> line, out int payloadBytes, out DecodeError error)
    {
        payloadBytes = 0;
        error = DecodeError.BadFormat;
        var found = false;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isPayload = reader.ValueTextEquals("payload"u8);
                reader.Read();
                if (isPayload)
                {
                    found = TryCopyPayload(line, ref reader, out payloadBytes);
                }
                else
                {
                    reader.Skip();
                }
            }

            // Reading on to the end finds what follows the object.
            return !reader.Read() && found;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that names half of a surrogate pair.
            error = DecodeError.BadJson;
            return false;
        }
    }

    private bool TryCopyPayload(ReadOnlySpan<byte> line, ref Utf8JsonReader reader, out int payloadBytes)
    {
        payloadBytes = 0;
        if (reader.TokenType == JsonTokenType.String)
        {
            payloadBytes = reader.CopyString(_payload);
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        if (reader.TokenType != JsonTokenType.EndObject)
        {
            return false;
        }

        payloadBytes = (int)reader.BytesConsumed - start;
        line.Slice(start, payloadBytes).CopyTo(_payload);
        return true;
    }
}
