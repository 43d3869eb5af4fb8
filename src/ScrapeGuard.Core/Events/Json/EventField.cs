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
}
