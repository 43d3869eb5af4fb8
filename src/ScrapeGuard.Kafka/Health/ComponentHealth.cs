namespace ScrapeGuard.Kafka.Health;

/// <summary>Whether a component is ready.</summary>
/// <param name="Component">Its name.</param>
/// <param name="Reason">Why it is not; null when it is.</param>
public sealed record ComponentHealth(string Component, string? Reason)
{
    public bool IsReady => Reason is null;
}
