using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ScrapeGuard.Core.Events.Json;

/// <summary>The fields of an access event that the decoder reads.</summary>
internal enum EventField : byte
{
    Unknown,
    Time,
    Account,
    Operation,
    Id,
    Tracks,
    Artist,
    Album,
    Status,
    Bytes,
    PlayedMs,
    Ip,
    Country,
    Device,
    Client,
    Session,
    Asn,
    Plan,
    AccountCreated,
}

/// <summary>Finds a field by its name.</summary>
internal static class EventFields
{
    /// <summary>The field that a key names; <see cref="EventField.Unknown"/> when it is none of ours.</summary>
    public static EventField Find(ReadOnlySpan<byte> key) => key.Length switch
    {
        2 => key.SequenceEqual("ip"u8) ? EventField.Ip : key.SequenceEqual("id"u8) ? EventField.Id : EventField.Unknown,
        3 => key.SequenceEqual("asn"u8) ? EventField.Asn : EventField.Unknown,
        4 => key.SequenceEqual("time"u8) ? EventField.Time
            : key.SequenceEqual("plan"u8) ? EventField.Plan : EventField.Unknown,
        5 => key.SequenceEqual("bytes"u8) ? EventField.Bytes
            : key.SequenceEqual("album"u8) ? EventField.Album : EventField.Unknown,
        6 => FindSix(key),
        7 => FindSeven(key),
        8 => key.SequenceEqual("playedMs"u8) ? EventField.PlayedMs : EventField.Unknown,
        9 => key.SequenceEqual("operation"u8) ? EventField.Operation : EventField.Unknown,
        14 => key.SequenceEqual("accountCreated"u8) ? EventField.AccountCreated : EventField.Unknown,
        _ => EventField.Unknown,
    };

    /// <summary>
    /// The field whose key, closing quote and colon stand at a place; <see cref="EventField.Unknown"/> for all else. At
    /// least 16 bytes must be readable. The first four bytes tell the keys apart but for two; the last four or eight,
    /// up to the colon, complete the comparison. Words are little-endian.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EventField FindAt(ref byte start, out int keyBytes)
    {
        switch (Unsafe.ReadUnaligned<uint>(ref start))
        {
            case 0x656d6974 when Half(ref start, 2) == 0x3a22656d:
                keyBytes = 4;
                return EventField.Time;
            case 0x6f636361 when Word(ref start, 1) == 0x3a22746e756f6363:
                keyBytes = 7;
                return EventField.Account;
            case 0x7265706f when Word(ref start, 3) == 0x3a226e6f69746172:
                keyBytes = 9;
                return EventField.Operation;
            case 0x3a226469:
                keyBytes = 2;
                return EventField.Id;
            case 0x63617274 when Half(ref start, 4) == 0x3a22736b:
                keyBytes = 6;
                return EventField.Tracks;
            case 0x69747261 when Half(ref start, 4) == 0x3a227473:
                keyBytes = 6;
                return EventField.Artist;
            case 0x75626c61 when Half(ref start, 3) == 0x3a226d75:
                keyBytes = 5;
                return EventField.Album;
            case 0x74617473 when Half(ref start, 4) == 0x3a227375:
                keyBytes = 6;
                return EventField.Status;
            case 0x65747962 when Half(ref start, 3) == 0x3a227365:
                keyBytes = 5;
                return EventField.Bytes;
            case 0x79616c70 when Word(ref start, 2) == 0x3a22734d64657961:
                keyBytes = 8;
                return EventField.PlayedMs;
            case 0x3a227069:
                keyBytes = 2;
                return EventField.Ip;
            case 0x6e756f63 when Word(ref start, 1) == 0x3a227972746e756f:
                keyBytes = 7;
                return EventField.Country;
            case 0x69766564 when Half(ref start, 4) == 0x3a226563:
                keyBytes = 6;
                return EventField.Device;
            case 0x65696c63 when Half(ref start, 4) == 0x3a22746e:
                keyBytes = 6;
                return EventField.Client;
            case 0x73736573 when Word(ref start, 1) == 0x3a226e6f69737365:
                keyBytes = 7;
                return EventField.Session;
            case 0x226e7361 when Half(ref start, 1) == 0x3a226e73:
                keyBytes = 3;
                return EventField.Asn;
            case 0x6e616c70 when Half(ref start, 2) == 0x3a226e61:
                keyBytes = 4;
                return EventField.Plan;
            case 0x6f636361 when Word(ref start, 4) == 0x7461657243746e75
                && Word(ref start, 8) == 0x3a22646574616572:
                keyBytes = 14;
                return EventField.AccountCreated;
            default:
                keyBytes = 0;
                return EventField.Unknown;
        }
    }

    /// <summary>True for the fields whose value is a whole number.</summary>
    public static bool IsNumber(EventField field) =>
        field is EventField.Status or EventField.Bytes or EventField.PlayedMs or EventField.Asn;

    private static EventField FindSix(ReadOnlySpan<byte> key) => MemoryMarshal.Read<uint>(key) switch
    {
        0x69747261 when key.SequenceEqual("artist"u8) => EventField.Artist,
        0x63617274 when key.SequenceEqual("tracks"u8) => EventField.Tracks,
        0x74617473 when key.SequenceEqual("status"u8) => EventField.Status,
        0x69766564 when key.SequenceEqual("device"u8) => EventField.Device,
        0x65696c63 when key.SequenceEqual("client"u8) => EventField.Client,
        _ => EventField.Unknown,
    };

    private static EventField FindSeven(ReadOnlySpan<byte> key) => MemoryMarshal.Read<uint>(key) switch
    {
        0x6f636361 when key.SequenceEqual("account"u8) => EventField.Account,
        0x6e756f63 when key.SequenceEqual("country"u8) => EventField.Country,
        0x73736573 when key.SequenceEqual("session"u8) => EventField.Session,
        _ => EventField.Unknown,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Half(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref byte start, int offset) =>
        Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, offset));
}
