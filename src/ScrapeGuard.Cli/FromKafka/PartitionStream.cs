using ScrapeGuard.Core.Streams;

namespace ScrapeGuard.Cli.FromKafka;

/// <summary>
/// A partition as lines, for the readers of captures: the value of the record of offset N is the line of number N.
/// Where offsets are missing (marks of transactions, records that were compacted) the line is blank, which counts for
/// nothing; a record without a value is a line that is no event.
/// </summary>
internal sealed class PartitionStream : ForwardStream
{
    private readonly TopicReader _reader;
    private readonly int _chunkBytes;
    private readonly MemoryStream _chunk = new();
    private readonly Action<long, byte[]?> _take;
    private PartitionSpan _left;
    private long _nextLine;

    /// <param name="reader">Reads the topic.</param>
    /// <param name="span">What to read of the partition.</param>
    /// <param name="chunkBytes">Bytes to keep in memory.</param>
    public PartitionStream(TopicReader reader, PartitionSpan span, int chunkBytes)
    {
        _reader = reader;
        _left = span;
        _chunkBytes = chunkBytes;
        _take = Take;
        _nextLine = FirstLineOf(span);
    }

    /// <summary>
    /// The number of the first line: a blank one before the first record, so that no record is taken for the magic
    /// number of gzip or a byte order mark.
    /// </summary>
    public static long FirstLineOf(PartitionSpan span) => span.From - 1;

    public override int Read(Span<byte> buffer)
    {
        if (_chunk.Position == _chunk.Length && _left.From < _left.To)
        {
            _chunk.SetLength(0);
            _left = _left with { From = _reader.Read(_left, _chunkBytes, _take) };
            _chunk.Position = 0;
        }

        return _chunk.Read(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _chunk.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(long offset, byte[]? value)
    {
        for (; _nextLine < offset; _nextLine++)
        {
            _chunk.WriteByte((byte)'\n');
        }

        if (value is null || value.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            _chunk.Write("-"u8);
        }
        else
        {
            // Between the tokens of JSON a line feed is as good as a blank, and nowhere else may it stand.
            value.AsSpan().Replace((byte)'\n', (byte)' ');
            _chunk.Write(value);
        }

        _chunk.WriteByte((byte)'\n');
        _nextLine = offset + 1;
    }
}
