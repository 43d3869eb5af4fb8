namespace ScrapeGuard.Actions.Storing.Memory;

/// <summary>An event that waits to be published.</summary>
internal sealed class MemoryOutgoing(OutgoingEvent outgoing)
{
    public OutgoingEvent Event { get; private set; } = outgoing;

    /// <summary>From when on it may be taken, in microseconds since 1970.</summary>
    public long DueMicros { get; set; }

    public OutgoingEvent Take(long untilMicros)
    {
        var taken = Event;
        DueMicros = untilMicros;
        Event = Event with { Attempts = Event.Attempts + 1 };
        return taken;
    }
}
