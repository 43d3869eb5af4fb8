using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Events.Json;

namespace ScrapeGuard.Captures;

/// <summary>
/// An event of a foreign format in the making: <see cref="EventAssembler"/>, and the texts beside it where somebody
/// wants them.
/// </summary>
internal ref struct CapturedEvent
{
    private readonly EventText? _text;
    private EventAssembler _event;

    /// <param name="batch">Receives the event.</param>
    /// <param name="text">Receives its texts; null: nobody wants them.</param>
    public CapturedEvent(EventBatch batch, EventText? text)
    {
        _event = new EventAssembler(batch);
        _text = text;
        _text?.Clear();
    }

    public DecodeError Finish() => _text is { HasStrangeTime: true } ? Reject(DecodeError.BadTime) : _event.Finish();

    public readonly DecodeError Reject(DecodeError error) => _event.Reject(error);

    public void SetTime(long micros)
    {
        _event.SetTime(micros);
        _text?.SetTime(MappedField.Time, micros);
    }

    public void SetOperation(Operation operation)
    {
        _event.SetOperation(operation);
        _text?.Set(MappedField.Operation, OperationNames.Of(operation));
    }

    public DecodeError SetAccount(scoped ReadOnlySpan<byte> name)
    {
        _text?.Set(MappedField.Account, name);
        return _event.SetAccount(name);
    }

    public readonly DecodeError AddTrack(scoped ReadOnlySpan<byte> track)
    {
        _text?.AddTrack(track);
        return _event.AddTrack(track);
    }

    public readonly void ClearTracks()
    {
        _text?.ClearTracks();
        _event.ClearTracks();
    }

    public readonly DecodeError SetId(scoped ReadOnlySpan<byte> value)
    {
        _text?.Set(MappedField.Id, value);
        return _event.SetId(value);
    }

    /// <summary>Sets a number: status, bytes, time played or autonomous system.</summary>
    public readonly DecodeError SetNumber(MappedField field, long value)
    {
        _text?.Set(field, value);
        return field switch
        {
            MappedField.Status => _event.SetStatus(value),
            MappedField.Bytes => _event.SetBytes(value),
            MappedField.PlayedMs => _event.SetPlayedMs(value),
            _ => _event.SetAsn(value),
        };
    }

    public readonly void SetAccountCreated(long micros)
    {
        _text?.SetTime(MappedField.AccountCreated, micros);
        _event.SetAccountCreated(micros);
    }

    /// <summary>Sets a field that is only compared, or kept in the text alone (album).</summary>
    public readonly void SetName(MappedField field, scoped ReadOnlySpan<byte> value)
    {
        _text?.Set(field, value);
        switch (field)
        {
            case MappedField.Ip:
                _event.SetAddress(value);
                break;
            case MappedField.Country:
                _event.SetCountry(value);
                break;
            case MappedField.Device:
                _event.SetDevice(value);
                break;
            case MappedField.Client:
                _event.SetClient(value);
                break;
            case MappedField.Session:
                _event.SetSession(value);
                break;
            case MappedField.Plan:
                _event.SetPlan(value);
                break;
            case MappedField.Artist:
                _event.SetArtist(value);
                break;
            case MappedField.Album:
                _event.SetAlbum(value);
                break;
            default:
                break;
        }
    }
}
