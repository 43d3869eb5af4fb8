using System.Runtime.InteropServices;

namespace ScrapeGuard.Core.Events;

/// <summary>
/// One decoded access event: plain data, fixed in size, with no reference to the text that it came from. Names that
/// only need comparing are kept as stable hashes (<see cref="Hashing.StableHash"/>); 0 means that the field was absent.
/// </summary>
/// <remarks>Its tracks and the account's text lie in the <see cref="EventBatch"/> that holds the event.</remarks>
[StructLayout(LayoutKind.Sequential)]
public struct AccessEvent
{
    /// <summary>Event time in microseconds since 1970-01-01T00:00:00Z.</summary>
    public long TimeMicros;

    /// <summary>The actor.</summary>
    public AccountKey Account;

    /// <summary>Hash of the event's id.</summary>
    public ulong Id;

    /// <summary>Bytes served.</summary>
    public long Bytes;

    /// <summary>When the account was created, in seconds since 1970; 0 when unknown.</summary>
    public long AccountCreatedSeconds;

    /// <summary>Hash of the network address.</summary>
    public uint Ip;

    /// <summary>Hash of the address's network: /24 of IPv4, the first three groups of IPv6.</summary>
    public uint Network;

    public uint Device;

    public uint Client;

    public uint Session;

    public uint Country;

    public uint Plan;

    /// <summary>Hash of the artist of the one track served.</summary>
    public uint Artist;

    /// <summary>Number of the autonomous system.</summary>
    public uint Asn;

    /// <summary>How long the client says that it played, in milliseconds.</summary>
    public int PlayedMs;

    /// <summary>Where the account's text starts in <see cref="EventBatch.Names"/>.</summary>
    public int NameOffset;

    /// <summary>Where the tracks start in <see cref="EventBatch.Tracks"/>.</summary>
    public int TrackOffset;

    /// <summary>How many tracks were served: 0 to <see cref="EventLimits.MaxTracks"/>.</summary>
    public ushort TrackCount;

    /// <summary>HTTP status.</summary>
    public short Status;

    /// <summary>Length of the account's text in bytes: 1 to <see cref="EventLimits.MaxAccountBytes"/>.</summary>
    public byte NameLength;

    public Operation Operation;
}
