namespace ScrapeGuard.Telemetry.Server;

/// <summary>How a service is.</summary>
/// <param name="IsLive">It does its rounds; when not, it is better started anew.</param>
/// <param name="IsReady">It can do its work.</param>
/// <param name="Components">What its work depends on.</param>
public sealed record HealthStatus(bool IsLive, bool IsReady, IReadOnlyList<ComponentStatus> Components);
