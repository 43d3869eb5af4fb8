using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using ScrapeGuard.Core.Hashing;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Core.Events.Json;

/// <summary>
/// Puts the values of fields into an event, with their bounds. Both readers of JSON, the quick and the thorough one,
/// and the readers of other formats go through it, so that a value means the same wherever it came from.
/// </summary>
public ref struct EventAssembler
{
    private readonly EventBatch _batch;
    private readonly ref AccessEvent _event;
    private bool _hasTime;
    private bool _hasAccount;
    private bool _hasOperation;

    public EventAssembler(EventBatch batch)
    {
        _batch = batch;
        _event = ref batch.BeginEvent();
    }

    /// <summary>Commits the event, or rejects it for what it lacks.</summary>
    public DecodeError Finish()
    {
        var error = !_hasTime ? DecodeError.MissingTime
            : !_hasAccount ? DecodeError.MissingAccount
            : !_hasOperation ? DecodeError.MissingOperation
            : DecodeError.None;
        if (error != DecodeError.None)
        {
            return Reject(error);
        }

        _batch.CommitEvent(ref _event);
        return DecodeError.None;
    }

    /// <summary>Rejects the event.</summary>
    public readonly DecodeError Reject(DecodeError error)
    {
        _batch.RejectEvent(error);
        return error;
    }

    /// <summary>Sets the event time from microseconds since 1970.</summary>
    public void SetTime(long micros)
    {
        _event.TimeMicros = micros;
        _hasTime = true;
    }

    /// <summary>Sets the operation.</summary>
    public void SetOperation(Operation operation)
    {
        _event.Operation = operation;
        _hasOperation = true;
    }

    /// <summary>Sets the account, when its name has 1 to 128 bytes of UTF-8.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public DecodeError SetAccount(scoped ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > EventLimits.MaxAccountBytes || !Utf8.IsValid(name))
        {
            return DecodeError.BadAccount;
        }

        _batch.SetAccount(ref _event, name);
        _hasAccount = true;
        return DecodeError.None;
    }

    /// <summary>Adds a track.</summary>
    public readonly DecodeError AddTrack(scoped ReadOnlySpan<byte> track) =>
        track.Length <= EventLimits.MaxTrackBytes && _batch.AddTrack(ref _event, StableHash.Hash64(track))
            ? DecodeError.None
            : DecodeError.BadTracks;

    /// <summary>Starts the list of tracks anew.</summary>
    public readonly void ClearTracks() => _batch.ClearTracks(ref _event);

    /// <summary>
    /// Sets a field whose value is text. What needs room on the stack is kept out of line, so that the many fields that
    /// are only hashed don't clear that room for each value.
    /// </summary>
    internal DecodeError SetText(EventField field, scoped ReadOnlySpan<byte> value)
    {
        switch (field)
        {
            case EventField.Time:
                return SetTime(value);
            case EventField.Account:
                return SetAccount(value);
            case EventField.Operation:
                SetOperation(OperationNames.Parse(value));
                return DecodeError.None;
            case EventField.Id:
                return SetId(value);
            case EventField.Ip:
                SetAddress(value);
                return DecodeError.None;
            case EventField.AccountCreated:
                return SetAccountCreated(value);
            case EventField.Tracks or EventField.Status or EventField.Bytes or EventField.PlayedMs or EventField.Asn:
                return DecodeError.WrongType;
            case EventField.Country:
                _event.Country = HashOf(value);
                return DecodeError.None;
            case EventField.Device:
                _event.Device = HashOf(value);
                return DecodeError.None;
            case EventField.Client:
                _event.Client = HashOf(value);
                return DecodeError.None;
            case EventField.Session:
                _event.Session = HashOf(value);
                return DecodeError.None;
            case EventField.Plan:
                _event.Plan = HashOf(value);
                return DecodeError.None;
            case EventField.Artist:
                SetArtist(value);
                return DecodeError.None;
            default:
                // An album is checked as text, and read by the extent report only.
                SetWork(field, value);
                return DecodeError.None;
        }
    }

    /// <summary>Sets a field whose value is a whole number.</summary>
    internal readonly DecodeError SetNumber(EventField field, long value)
    {
        switch (field)
        {
            case EventField.Status when value is >= 0 and <= 999:
                _event.Status = (short)value;
                return DecodeError.None;
            case EventField.Bytes when value >= 0:
                _event.Bytes = value;
                return DecodeError.None;
            case EventField.PlayedMs when value >= 0:
                _event.PlayedMs = (int)Math.Min(value, int.MaxValue);
                return DecodeError.None;
            case EventField.Asn when value is >= 0 and <= uint.MaxValue:
                _event.Asn = (uint)value;
                return DecodeError.None;
            case EventField.Status or EventField.Bytes or EventField.PlayedMs or EventField.Asn:
                return DecodeError.OutOfRange;
            case EventField.Unknown:
                return DecodeError.None;
            default:
                return DecodeError.WrongType;
        }
    }

    /// <summary>Sets the address and the network that it lies in.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly void SetAddress(scoped ReadOnlySpan<byte> address)
    {
        _event.Ip = HashOf(address);
        _event.Network = address.IsEmpty ? 0 : StableHash.Hash32(NetworkOf(address));
    }

    /// <summary>Sets the client: the name and version of the program, or a user agent.</summary>
    public readonly void SetClient(scoped ReadOnlySpan<byte> client) =>
        _event.Client = HashOf(client);

    /// <summary>Sets the bytes served and the HTTP status.</summary>
    public readonly DecodeError SetResponse(int status, long bytes)
    {
        var error = SetNumber(EventField.Status, status);
        return error == DecodeError.None ? SetNumber(EventField.Bytes, bytes) : error;
    }

    /// <summary>Sets the HTTP status: 0 to 999.</summary>
    public readonly DecodeError SetStatus(long value) => SetNumber(EventField.Status, value);

    /// <summary>Sets the bytes served.</summary>
    public readonly DecodeError SetBytes(long value) => SetNumber(EventField.Bytes, value);

    /// <summary>Sets how long the client says that it played, in milliseconds.</summary>
    public readonly DecodeError SetPlayedMs(long value) => SetNumber(EventField.PlayedMs, value);

    /// <summary>Sets the number of the autonomous system.</summary>
    public readonly DecodeError SetAsn(long value) => SetNumber(EventField.Asn, value);

    /// <summary>Sets the country.</summary>
    public readonly void SetCountry(scoped ReadOnlySpan<byte> value) => _event.Country = HashOf(value);

    /// <summary>Sets the device.</summary>
    public readonly void SetDevice(scoped ReadOnlySpan<byte> value) => _event.Device = HashOf(value);

    /// <summary>Sets the session.</summary>
    public readonly void SetSession(scoped ReadOnlySpan<byte> value) => _event.Session = HashOf(value);

    /// <summary>Sets the plan.</summary>
    public readonly void SetPlan(scoped ReadOnlySpan<byte> value) => _event.Plan = HashOf(value);

    /// <summary>Sets the artist of the one track served.</summary>
    public readonly void SetArtist(scoped ReadOnlySpan<byte> value)
    {
        _event.Artist = HashOf(value);
        SetWork(EventField.Artist, value);
    }

    /// <summary>Sets the album of the one track served, for who asks for it.</summary>
    public readonly void SetAlbum(scoped ReadOnlySpan<byte> value) => SetWork(EventField.Album, value);

    /// <summary>Sets when the account was created, from microseconds since 1970.</summary>
    public readonly void SetAccountCreated(long micros) =>
        _event.AccountCreatedSeconds = Math.DivRem(micros, 1_000_000, out var rest) - (rest < 0 ? 1 : 0);

    /// <summary>The text of the /24 of an IPv4 address, or of the first three groups of an IPv6 one.</summary>
    internal static ReadOnlySpan<byte> NetworkOf(ReadOnlySpan<byte> address)
    {
        // The last dot of an IPv4 address is among its last four bytes. Exactly the bytes that are dots get their high
        // bit set, and the highest is the last: no branch that depends on the number of digits.
        if (address.Length >= 4)
        {
            var others = BinaryPrimitives.ReadUInt32LittleEndian(address[^4..]) ^ 0x2E2E2E2E;
            var dots = ~(((others & 0x7F7F7F7F) + 0x7F7F7F7F) | others | 0x7F7F7F7F);
            if (dots != 0)
            {
                return address[..(address.Length - 1 - (BitOperations.LeadingZeroCount(dots) >> 3))];
            }
        }

        var dot = address.LastIndexOf((byte)'.');
        if (dot >= 0)
        {
            return address[..dot];
        }

        var end = 0;
        for (var groups = 0; groups < 3; groups++)
        {
            var colon = address[end..].IndexOf((byte)':');
            if (colon < 0)
            {
                return address;
            }

            end += colon + 1;
        }

        return address[..end];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void SetWork(EventField field, scoped ReadOnlySpan<byte> value)
    {
        if (_batch.Works is { } works)
        {
            KeepWork(works, field, value);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void KeepWork(EventWorks works, EventField field, scoped ReadOnlySpan<byte> value)
    {
        if (field == EventField.Artist)
        {
            works.SetArtist(_batch.Count, value);
        }
        else if (field == EventField.Album)
        {
            works.SetAlbum(_batch.Count, value);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private DecodeError SetTime(scoped ReadOnlySpan<byte> value)
    {
        if (!Rfc3339.TryParse(value, out var micros))
        {
            return DecodeError.BadTime;
        }

        SetTime(micros);
        return DecodeError.None;
    }

    /// <summary>Sets the event's own id, of at most 128 bytes.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public readonly DecodeError SetId(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length > EventLimits.MaxIdBytes)
        {
            return DecodeError.BadId;
        }

        _event.Id = value.IsEmpty ? 0 : StableHash.Hash64(value) | 1;
        return DecodeError.None;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly DecodeError SetAccountCreated(scoped ReadOnlySpan<byte> value)
    {
        if (!Rfc3339.TryParse(value, out var micros))
        {
            return DecodeError.BadTime;
        }

        SetAccountCreated(micros);
        return DecodeError.None;
    }

    private static uint HashOf(scoped ReadOnlySpan<byte> value) => value.IsEmpty ? 0 : StableHash.Hash32(value);
}
