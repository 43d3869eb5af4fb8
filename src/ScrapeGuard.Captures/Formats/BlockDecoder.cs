using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>Decodes the lines of a block, in their order.</summary>
public static class BlockDecoder
{
    /// <summary>
    /// Appends the block's events to a batch and notes its malformed lines in the block. Blank lines are ignored; LF
    /// and CR LF end a line.
    /// </summary>
    public static void Decode(LineBlock block, ILineDecoder decoder, EventBatch batch)
    {
        block.ClearTally();
        ReadOnlySpan<byte> buffer = block.Buffer;
        var end = block.Length;
        var line = block.FirstLineNumber;
        for (var start = 0; start < end; line++)
        {
            var feed = buffer[start..end].IndexOf((byte)'\n');
            var next = feed < 0 ? end : start + feed;
            var length = next - start;
            if (length > 0 && buffer[next - 1] == '\r')
            {
                length--;
            }

            if (length > EventLimits.MaxLineBytes)
            {
                batch.RejectEvent(DecodeError.LineTooLong);
                block.Note(line, DecodeError.LineTooLong);
            }
            else if (length > 0 && (buffer[start] > ' ' || !IsBlank(buffer.Slice(start, length))))
            {
                var error = decoder.Decode(buffer, start, length, batch);
                if (error != DecodeError.None)
                {
                    block.Note(line, error);
                }
            }

            start = next + 1;
        }

        for (var i = 0; i < block.OversizedCount; i++)
        {
            batch.RejectEvent(DecodeError.LineTooLong);
            block.Note(line + i, DecodeError.LineTooLong);
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
