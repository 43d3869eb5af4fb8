namespace ScrapeGuard.Telemetry.Server;

/// <summary>Whether a component of a service is ready.</summary>
/// <param name="Name">Of the component.</param>
/// <param name="Reason">Why it is not; null when it is.</param>
public sealed record ComponentStatus(string Name, string? Reason);
