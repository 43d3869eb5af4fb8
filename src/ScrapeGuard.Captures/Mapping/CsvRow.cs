namespace ScrapeGuard.Captures;

/// <summary>
/// Walks over the fields of one row of CSV (RFC 4180, section 2), on one line:
/// <code>
/// row     = field *( delimiter field )
/// field   = quote *( any byte but a quote / 2quote ) quote / *( any byte but the delimiter )
/// </code>
/// A quoted field that goes on over the end of the line has no end here: captures are read by lines, so that blocks can
/// be decoded on several threads, and such rows are malformed.
/// </summary>
internal ref struct CsvRow
{
    private readonly ReadOnlySpan<byte> _line;
    private readonly byte[] _scratch;
    private readonly byte _delimiter;
    private int _position;

    /// <param name="line">The row.</param>
    /// <param name="delimiter">What stands between fields.</param>
    /// <param name="scratch">Room for one field without its quotes: as long as the row.</param>
    public CsvRow(ReadOnlySpan<byte> line, byte delimiter, byte[] scratch)
    {
        _line = line;
        _delimiter = delimiter;
        _scratch = scratch;
    }

    /// <summary>True when the row is not of the grammar.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>
    /// Gives the next field, good until the one after it is read. False behind the last one, or when broken.
    /// </summary>
    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (_position > _line.Length || IsBroken)
        {
            return false;
        }

        if (_position < _line.Length && _line[_position] == '"')
        {
            return TryReadQuoted(out field);
        }

        var end = _line[_position..].IndexOf(_delimiter);
        field = end < 0 ? _line[_position..] : _line.Slice(_position, end);
        _position += field.Length + 1;
        return true;
    }

    private bool TryReadQuoted(out ReadOnlySpan<byte> field)
    {
        var first = ++_position;
        var length = 0;
        var copied = false;
        field = default;
        while (true)
        {
            var quote = _line[_position..].IndexOf((byte)'"');
            if (quote < 0)
            {
                IsBroken = true;
                return false;
            }

            var after = _position + quote + 1;
            var doubled = after < _line.Length && _line[after] == '"';
            if (!doubled && !copied)
            {
                field = _line.Slice(first, quote);
                return Close(after);
            }

            // A doubled quote: the piece in front of it and one of the two quotes belong to the field.
            var piece = _line.Slice(_position, doubled ? quote + 1 : quote);
            piece.CopyTo(_scratch.AsSpan(length));
            length += piece.Length;
            copied = true;
            if (!doubled)
            {
                field = _scratch.AsSpan(0, length);
                return Close(after);
            }

            _position = after + 1;
        }
    }

    private bool Close(int after)
    {
        IsBroken = after < _line.Length && _line[after] != _delimiter;
        _position = after + 1;
        return !IsBroken;
    }
}
