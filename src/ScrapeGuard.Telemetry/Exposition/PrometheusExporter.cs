using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ScrapeGuard.Telemetry.Exposition;

/// <summary>Keeps the page of the last collection; whoever collects reads it before the next.</summary>
internal sealed class PrometheusExporter : BaseExporter<Metric>
{
    public string Page { get; private set; } = "";

    public override ExportResult Export(in Batch<Metric> batch)
    {
        Page = PrometheusPage.Write(batch);
        return ExportResult.Success;
    }
}
