namespace ScrapeGuard.Core.Events;

/// <summary>The bounds of an access event; what is beyond them is malformed.</summary>
public static class EventLimits
{
    /// <summary>Longest line, in bytes.</summary>
    public const int MaxLineBytes = 64 * 1024;

    /// <summary>Longest account name, in bytes of UTF-8.</summary>
    public const int MaxAccountBytes = 128;

    /// <summary>Longest event id, in bytes of UTF-8.</summary>
    public const int MaxIdBytes = 128;

    /// <summary>Most tracks of one event.</summary>
    public const int MaxTracks = 500;

    /// <summary>Longest track id, in bytes of UTF-8.</summary>
    public const int MaxTrackBytes = 128;

    /// <summary>Status of an event that names none.</summary>
    public const short DefaultStatus = 200;
}
