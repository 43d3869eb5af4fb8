namespace ScrapeGuard.Captures;

/// <summary>The fields of an event that a mapping can fill.</summary>
public enum MappedField
{
    /// <summary>Event time; must.</summary>
    Time,

    /// <summary>The actor; must.</summary>
    Account,
    Operation,
    Id,
    Tracks,

    /// <summary>Whose track it is.</summary>
    Artist,

    /// <summary>For who asks for it; no event keeps it.</summary>
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

    /// <summary>Path and query string of the request, for the path rules.</summary>
    Path,
}
