using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Captures;

/// <summary>
/// A reusable run of whole lines of one file, and the tally of what became of them. <see cref="LineBlockReader"/> fills
/// it,
/// <see cref="BlockDecoder"/> reads it; the array is kept between fills.
/// </summary>
public sealed class LineBlock
{
    /// <summary>Most malformed lines that a block keeps as examples.</summary>
    public const int MaxExamples = 5;

    private readonly MalformedExample[] _examples = new MalformedExample[MaxExamples];
    private readonly long[] _malformed = new long[DecodeErrorText.Count];
    private int _exampleCount;

    /// <summary>
    /// The lines. At least <see cref="AccessEventDecoder.PaddingBytes"/> bytes behind <see cref="Length"/> are
    /// readable.
    /// </summary>
    public byte[] Buffer { get; private set; } = new byte[AccessEventDecoder.PaddingBytes];

    /// <summary>
    /// Bytes of <see cref="Buffer"/> that hold lines. Only the last line of a file may lack its line feed.
    /// </summary>
    public int Length { get; private set; }

    /// <summary>Number of the block's first line in its file, from 1.</summary>
    public long FirstLineNumber { get; private set; } = 1;

    /// <summary>Lines that stand in the block, blank ones among them.</summary>
    public long LineCount { get; private set; }

    /// <summary>
    /// Lines that follow the block's last one in the file and were left out, being longer than any event (0 or 1). The
    /// decoder counts them as <see cref="DecodeError.LineTooLong"/>.
    /// </summary>
    public int OversizedCount { get; private set; }

    /// <summary>
    /// The first malformed lines that <see cref="BlockDecoder"/> met, at most <see cref="MaxExamples"/>.
    /// </summary>
    public ReadOnlySpan<MalformedExample> Examples => _examples.AsSpan(0, _exampleCount);

    /// <summary>Malformed lines that <see cref="BlockDecoder"/> met, for one reason.</summary>
    public long MalformedFor(DecodeError reason) => _malformed[(int)reason];

    /// <summary>Makes room for a number of bytes of lines, and the padding behind them.</summary>
    internal void Reserve(int bytes)
    {
        if (Buffer.Length < bytes + AccessEventDecoder.PaddingBytes)
        {
            Buffer = new byte[bytes + AccessEventDecoder.PaddingBytes];
        }
    }

    /// <summary>Says what the buffer now holds.</summary>
    internal void Fill(int length, long firstLineNumber, long lineCount, int oversizedCount)
    {
        Length = length;
        FirstLineNumber = firstLineNumber;
        LineCount = lineCount;
        OversizedCount = oversizedCount;
        ClearTally();
    }

    /// <summary>Forgets the malformed lines, before the block is decoded.</summary>
    internal void ClearTally()
    {
        _exampleCount = 0;
        Array.Clear(_malformed);
    }

    /// <summary>Notes a malformed line.</summary>
    internal void Note(long line, DecodeError reason)
    {
        _malformed[(int)reason]++;
        if (_exampleCount < MaxExamples)
        {
            _examples[_exampleCount++] = new MalformedExample(line, reason);
        }
    }

    /// <summary>Takes the first lines away: the header of a table.</summary>
    internal void DropFirst(int bytes, int lines)
    {
        Buffer.AsSpan(bytes, Length - bytes).CopyTo(Buffer);
        Fill(Length - bytes, FirstLineNumber + lines, LineCount - lines, OversizedCount);
    }

    /// <summary>Changes contents with another block, without copying.</summary>
    internal void Swap(LineBlock other)
    {
        (Buffer, other.Buffer) = (other.Buffer, Buffer);
        var (length, first, count, oversized) = (Length, FirstLineNumber, LineCount, OversizedCount);
        Fill(other.Length, other.FirstLineNumber, other.LineCount, other.OversizedCount);
        other.Fill(length, first, count, oversized);
    }
}
