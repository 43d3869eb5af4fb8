namespace ScrapeGuard.Simulation.Traffic;

/// <summary>The session that an event belongs to, and which of the account's endpoints it comes from.</summary>
internal readonly record struct Visit(uint Session, byte Endpoint);
