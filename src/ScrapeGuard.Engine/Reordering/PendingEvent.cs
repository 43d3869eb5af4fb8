using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Reordering;

/// <summary>An event that is held back until none can come before it.</summary>
internal struct PendingEvent
{
    /// <summary>Tracks that lie in the event itself; what is more lies in a list beside.</summary>
    public const int InlineTracks = 2;

    public AccessEvent Event;

    /// <summary>Place of its account.</summary>
    public int Account;

    /// <summary>The next event of the same second; negative at the end. Of a free one: the next free one.</summary>
    public int Next;

    public ulong FirstTrack;

    public ulong SecondTrack;

    /// <summary>Number of its list of tracks; 0 for none.</summary>
    public int TrackList;
}
