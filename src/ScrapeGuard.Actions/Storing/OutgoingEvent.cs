using ScrapeGuard.Actions.Safeguards;

namespace ScrapeGuard.Actions.Storing;

/// <summary>A safeguard event on its way out.</summary>
/// <param name="Channel">Where it goes.</param>
/// <param name="Event">The event; its id and the channel make it one.</param>
/// <param name="Attempts">How often it was taken before.</param>
public sealed record OutgoingEvent(OutgoingChannel Channel, SafeguardEvent Event, int Attempts = 0);
