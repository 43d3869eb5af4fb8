using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// Decodes rows of CSV by a mapping. A row with more or fewer fields than the header, or with a quoted field that goes
/// on over the end of its line, is <see cref="DecodeError.BadFormat"/>.
/// </summary>
internal sealed class MappedCsvDecoder : ILineDecoder
{
    private readonly CsvColumns _columns;
    private readonly MappedEventRules _rules;
    private readonly byte _delimiter;
    private readonly EventText? _text;
    private readonly byte[] _scratch = new byte[EventLimits.MaxLineBytes];
    private readonly byte[] _path = new byte[EventLimits.MaxLineBytes];

    public MappedCsvDecoder(CaptureMapping mapping, MappedEventRules rules, CsvColumns columns, EventText? text)
    {
        _text = text;
        _columns = columns;
        _rules = rules;
        _delimiter = (byte)mapping.Delimiter;
    }

    /// <inheritdoc/>
    public DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
    {
        var mapped = new MappedEvent(_rules, _path, batch, _text);
        var error = mapped.SetConstants();
        var row = new CsvRow(buffer.Slice(offset, length), _delimiter, _scratch);
        var columns = _columns.Fields;
        var column = 0;
        while (row.TryNext(out var text))
        {
            if (column == columns.Length)
            {
                return mapped.Reject(DecodeError.BadFormat);
            }

            foreach (var field in columns[column])
            {
                error = error == DecodeError.None ? mapped.Set(field, text) : error;
            }

            column++;
        }

        // The shape goes before a value: with a column too many or too few the values are not what they seem.
        if (row.IsBroken || column != columns.Length)
        {
            error = DecodeError.BadFormat;
        }

        return error == DecodeError.None ? mapped.Finish() : mapped.Reject(error);
    }
}
