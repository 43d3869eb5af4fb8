using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// Splits a stream into blocks of whole lines. Bytes are read straight into the block; only what is left of the last,
/// unfinished line is copied, to the start of the next one. A line that is longer than any event is skipped as it comes
/// in, so that memory stays that of one block however long the line is.
/// </summary>
/// <remarks>
/// A UTF-8 byte order mark at the start is skipped. Blocks do not depend on how the stream portions its reads.
/// </remarks>
public sealed class LineBlockReader
{
    /// <summary>Size of a block unless another is asked for.</summary>
    public const int DefaultBlockBytes = 1 << 18;

    /// <summary>Room that a line needs beside its content: CR LF.</summary>
    private const int LineEndBytes = 2;

    private readonly Stream _stream;
    private readonly int _blockBytes;
    private readonly int _maxLineBytes;
    private readonly byte[] _carry;
    private int _carryBytes;
    private long _nextLine;
    private bool _started;
    private bool _skipping;
    private bool _ended;

    /// <param name="stream">The lines.</param>
    /// <param name="blockBytes">Bytes of a block; more than the longest line with its end.</param>
    /// <param name="maxLineBytes">Longest line that is kept, without its end.</param>
    /// <param name="firstLine">Number of the first line.</param>
    public LineBlockReader(
        Stream stream, int blockBytes = DefaultBlockBytes, int maxLineBytes = EventLimits.MaxLineBytes,
        long firstLine = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLineBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockBytes, maxLineBytes + LineEndBytes);
        _stream = stream;
        _blockBytes = blockBytes;
        _maxLineBytes = maxLineBytes;
        _nextLine = firstLine;
        _carry = new byte[maxLineBytes + 1];
    }

    /// <summary>
    /// The fault of the stream (broken compression, a disk's error) at which reading stopped; null when there was none
    /// so far. The whole lines before it have been handed out.
    /// </summary>
    public Exception? Fault { get; private set; }

    /// <summary>
    /// Fills a block with the next lines. False at the end of the stream, or at its <see cref="Fault"/>.
    /// </summary>
    public bool TryRead(LineBlock block)
    {
        block.Reserve(_blockBytes);
        var buffer = block.Buffer.AsSpan(0, _blockBytes);
        var length = _skipping ? SkipOversized(buffer) : TakeCarry(buffer);
        length = Fill(buffer, length);
        if (!_started)
        {
            _started = true;
            length = SkipByteOrderMark(buffer, length);
        }

        // A line cut off by a fault is dropped: its last number could be cut too, and look like a smaller one.
        var atEnd = _ended && Fault is null;
        var whole = atEnd ? length : buffer[..length].LastIndexOf((byte)'\n') + 1;
        var oversized = _ended ? 0 : KeepRest(buffer[whole..length]);
        var lines = (long)buffer[..whole].Count((byte)'\n');
        if (atEnd && whole > 0 && buffer[whole - 1] != '\n')
        {
            lines++;
        }

        block.Fill(whole, _nextLine, lines, oversized);
        _nextLine += lines + oversized;
        return whole > 0 || oversized > 0;
    }

    private int TakeCarry(Span<byte> buffer)
    {
        var length = _carryBytes;
        _carry.AsSpan(0, length).CopyTo(buffer);
        _carryBytes = 0;
        return length;
    }

    /// <summary>
    /// Keeps the unfinished last line for the next block, or drops it. Gives the number of lines dropped.
    /// </summary>
    private int KeepRest(ReadOnlySpan<byte> rest)
    {
        // One byte more than a line may have can still be the CR of its end.
        if (rest.Length > _maxLineBytes + 1)
        {
            _skipping = true;
            return 1;
        }

        rest.CopyTo(_carry);
        _carryBytes = rest.Length;
        return 0;
    }

    /// <summary>
    /// Reads past the end of the line that is being dropped. Gives how many bytes behind it came along.
    /// </summary>
    private int SkipOversized(Span<byte> buffer)
    {
        while (true)
        {
            var length = ReadSome(buffer);
            if (length == 0)
            {
                return 0;
            }

            var end = buffer[..length].IndexOf((byte)'\n');
            if (end >= 0)
            {
                _skipping = false;
                buffer[(end + 1)..length].CopyTo(buffer);
                return length - end - 1;
            }
        }
    }

    private int Fill(Span<byte> buffer, int length)
    {
        while (length < buffer.Length && !_ended)
        {
            length += ReadSome(buffer[length..]);
        }

        return length;
    }

    private int ReadSome(Span<byte> buffer)
    {
        if (_ended)
        {
            return 0;
        }

        try
        {
            var read = _stream.Read(buffer);
            _ended = read == 0;
            return read;
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            Fault = e;
            _ended = true;
            return 0;
        }
    }

    private static int SkipByteOrderMark(Span<byte> buffer, int length)
    {
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (!buffer[..length].StartsWith(mark))
        {
            return length;
        }

        buffer[mark.Length..length].CopyTo(buffer);
        return length - mark.Length;
    }
}
