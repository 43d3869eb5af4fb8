namespace ScrapeGuard.Kafka.Health;

/// <summary>What a <see cref="HealthBoard"/> said at one moment.</summary>
/// <param name="SinceBeat">Time since the last heartbeat.</param>
/// <param name="Components">In order of name.</param>
public sealed record HealthReport(TimeSpan SinceBeat, IReadOnlyList<ComponentHealth> Components)
{
    /// <summary>The heart has beaten within <see cref="HealthBoard.LiveSeconds"/>.</summary>
    public bool IsLive => SinceBeat < TimeSpan.FromSeconds(HealthBoard.LiveSeconds);

    /// <summary>There is a component, and every one is ready.</summary>
    public bool IsReady => Components.Count > 0 && Components.All(component => component.IsReady);
}
