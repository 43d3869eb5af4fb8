namespace ScrapeGuard.Telemetry.Exposition;

/// <summary>The types of Prometheus' text format that are in use here.</summary>
internal enum FamilyKind
{
    Counter,
    Gauge,
    Histogram,
}
