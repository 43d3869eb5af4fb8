using ScrapeGuard.Kafka.Health;
using ScrapeGuard.Telemetry.Server;

namespace ScrapeGuard.Cli.Services;

/// <summary>What the pages of health say of a board.</summary>
internal static class HealthPages
{
    public static HealthStatus StatusOf(HealthBoard board)
    {
        var report = board.Read();
        return new HealthStatus(
            report.IsLive,
            report.IsReady,
            [.. report.Components.Select(component => new ComponentStatus(component.Component, component.Reason))]);
    }
}
