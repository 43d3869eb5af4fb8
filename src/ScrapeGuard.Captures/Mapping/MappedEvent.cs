using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Captures;

/// <summary>
/// An event in the making from texts of named fields: what CSV and foreign JSON have in common. Numbers may be written
/// as texts; empty texts, and <c>-</c> for a number, count as absent.
/// </summary>
internal ref struct MappedEvent
{
    private readonly MappedEventRules _rules;
    private readonly byte[] _path;
    private CapturedEvent _assembler;
    private int _pathBytes;
    private int _status;
    private bool _hasOperation;
    private bool _hasTracks;

    /// <param name="rules">What to do with the texts.</param>
    /// <param name="path">Room for one path: <see cref="EventLimits.MaxLineBytes"/>.</param>
    /// <param name="batch">Receives the event.</param>
    /// <param name="text">Receives its texts; null: nobody wants them.</param>
    public MappedEvent(MappedEventRules rules, byte[] path, EventBatch batch, EventText? text)
    {
        _rules = rules;
        _path = path;
        _assembler = new CapturedEvent(batch, text);
        _status = EventLimits.DefaultStatus;
    }

    /// <summary>Sets the fields that are constants; the line's own values replace them.</summary>
    public DecodeError SetConstants()
    {
        foreach (var (field, value) in _rules.Constants)
        {
            var error = Set(field, value);
            if (error != DecodeError.None)
            {
                return error;
            }
        }

        _hasOperation = false;
        _hasTracks = false;
        return DecodeError.None;
    }

    /// <summary>Sets a field.</summary>
    public DecodeError Set(MappedField field, scoped ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            return DecodeError.None;
        }

        switch (field)
        {
            case MappedField.Time:
                return SetTime(value);
            case MappedField.Account:
                return _assembler.SetAccount(value);
            case MappedField.Operation:
                _hasOperation = true;
                _assembler.SetOperation(OperationNames.Parse(value));
                return DecodeError.None;
            case MappedField.Id:
                return _assembler.SetId(value);
            case MappedField.Tracks:
                ClearTracks();
                return TrackText.AddList(value, _rules.TrackSeparator, ref _assembler);
            case MappedField.Status or MappedField.Bytes or MappedField.PlayedMs or MappedField.Asn:
                return SetNumber(field, value);
            case MappedField.AccountCreated:
                return SetAccountCreated(value);
            case MappedField.Path:
                value.CopyTo(_path);
                _pathBytes = value.Length;
                return DecodeError.None;
            default:
                _assembler.SetName(field, value);
                return DecodeError.None;
        }
    }

    /// <summary>Starts the list of tracks anew.</summary>
    public void ClearTracks()
    {
        _hasTracks = true;
        _assembler.ClearTracks();
    }

    /// <summary>Adds one track.</summary>
    public readonly DecodeError AddTrack(scoped ReadOnlySpan<byte> track) => _assembler.AddTrack(track);

    /// <summary>Applies the path rules, and commits the event or rejects it.</summary>
    public DecodeError Finish()
    {
        var error = _pathBytes > 0 && _rules.Paths.Count > 0 ? ApplyPath() : DecodeError.None;
        return error == DecodeError.None ? _assembler.Finish() : _assembler.Reject(error);
    }

    /// <summary>Rejects the event.</summary>
    public readonly DecodeError Reject(DecodeError error) => _assembler.Reject(error);

    private DecodeError ApplyPath()
    {
        var path = _path.AsSpan(0, _pathBytes);
        if (!_rules.Paths.TryFind(path, out var rule))
        {
            if (!_hasOperation && !_rules.HasConstantOperation)
            {
                _assembler.SetOperation(Operation.Other);
            }

            return DecodeError.None;
        }

        if (!_hasOperation)
        {
            _assembler.SetOperation(rule.Operation);
        }

        if (_hasTracks || _status >= PathRules.FirstErrorStatus)
        {
            return DecodeError.None;
        }

        return PathRules.AddTracks(rule, path, ref _assembler);
    }

    private DecodeError SetTime(scoped ReadOnlySpan<byte> value)
    {
        if (!_rules.Time.TryParse(value, out var micros))
        {
            return DecodeError.BadTime;
        }

        _assembler.SetTime(micros);
        return DecodeError.None;
    }

    private readonly DecodeError SetAccountCreated(scoped ReadOnlySpan<byte> value)
    {
        if (!_rules.Time.TryParse(value, out var micros))
        {
            return DecodeError.BadTime;
        }

        _assembler.SetAccountCreated(micros);
        return DecodeError.None;
    }

    private DecodeError SetNumber(MappedField field, scoped ReadOnlySpan<byte> value)
    {
        if (value.Length == 1 && value[0] == '-')
        {
            return DecodeError.None;
        }

        if (!WholeNumber.TryParse(value, out var number))
        {
            return DecodeError.WrongType;
        }

        if (field == MappedField.Status)
        {
            _status = (int)Math.Clamp(number, 0, int.MaxValue);
        }

        return _assembler.SetNumber(field, number);
    }
}
