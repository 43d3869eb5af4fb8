namespace ScrapeGuard.Core.Events.Json;

/// <summary>
/// Decodes one access event from UTF-8 JSON into a batch. Allocates nothing. Lines of the plain shape that producers
/// write (no escapes, whole numbers, no nesting but <c>tracks</c>) are read in one pass by <see cref="QuickReader"/>;
/// every other line goes to <see cref="ThoroughReader"/>, which knows all of JSON. The quick reader accepts only what
/// the thorough one accepts with the same result: a differential test holds the two together.
/// </summary>
public static class AccessEventDecoder
{
    /// <summary>
    /// How many bytes behind a line must be readable (their content does not matter) for the quick reader, which reads
    /// whole vectors.
    /// </summary>
    public const int PaddingBytes = 64;

    /// <summary>Decodes a line that lies in a larger buffer; quicker when the buffer goes on behind the line.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="offset">Where the line starts.</param>
    /// <param name="length">Its length without the line feed.</param>
    /// <param name="batch">Receives the event, or counts the rejection.</param>
    /// <returns>Why the line is no event; <see cref="DecodeError.None"/> when it is one.</returns>
    public static DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
    {
        if (length > EventLimits.MaxLineBytes)
        {
            batch.RejectEvent(DecodeError.LineTooLong);
            return DecodeError.LineTooLong;
        }

        if (buffer.Length - offset - length >= PaddingBytes
            && QuickReader.TryRead(buffer.Slice(offset, length + PaddingBytes), length, batch, out var error))
        {
            return error;
        }

        return ThoroughReader.Read(buffer.Slice(offset, length), batch);
    }

    /// <summary>Decodes a line that stands alone.</summary>
    public static DecodeError Decode(ReadOnlySpan<byte> line, EventBatch batch) => Decode(line, 0, line.Length, batch);
}
