using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Captures;

/// <summary>
/// Decodes lines and keeps each event as the JSON that a topic holds: lines of access events as they stand, what
/// <c>kcat -J</c> prints without its envelope, other formats written anew. What was written anew is decoded from its
/// JSON, so that nothing is handed out that would not be taken for an event.
/// </summary>
internal sealed class ContractDecoder : ILineDecoder
{
    private readonly EventText _text = new();
    private readonly EventBatch _foreign = new(capacity: 1);
    private readonly MemoryStream _json = new();
    private readonly List<int> _ends = [];
    private readonly ILineDecoder _decoder;

    /// <param name="create">Makes the decoder of the lines, which tells the texts of those that it makes anew.</param>
    public ContractDecoder(Func<EventText?, ILineDecoder> create) => _decoder = create(_text);

    /// <summary>Forgets the events so far.</summary>
    public void Clear()
    {
        _json.SetLength(0);
        _ends.Clear();
    }

    /// <summary>The JSON of an event, by its place since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> JsonOf(int place)
    {
        var start = place == 0 ? 0 : _ends[place - 1];
        return _json.GetBuffer().AsSpan(start, _ends[place] - start);
    }

    public DecodeError Decode(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
    {
        var error = _decoder is NdjsonDecoder or KcatDecoder
            ? DecodeOwn(buffer, offset, length, batch)
            : DecodeForeign(buffer, offset, length, batch);
        if (error == DecodeError.None)
        {
            _ends.Add((int)_json.Length);
        }

        return error;
    }

    private DecodeError DecodeOwn(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
    {
        var error = _decoder.Decode(buffer, offset, length, batch);
        if (error == DecodeError.None)
        {
            _json.Write(_decoder is KcatDecoder kcat ? kcat.Payload : buffer.Slice(offset, length));
        }

        return error;
    }

    private DecodeError DecodeForeign(ReadOnlySpan<byte> buffer, int offset, int length, EventBatch batch)
    {
        _foreign.Clear();
        var error = _decoder.Decode(buffer, offset, length, _foreign);
        if (error != DecodeError.None)
        {
            batch.RejectEvent(error);
            return error;
        }

        var start = (int)_json.Length;
        _text.WriteTo(_json);
        error = AccessEventDecoder.Decode(_json.GetBuffer().AsSpan(start, (int)_json.Length - start), batch);
        if (error != DecodeError.None)
        {
            _json.SetLength(start);
        }

        return error;
    }
}
