using OpenTelemetry.Metrics;

namespace ScrapeGuard.Telemetry.Exposition;

/// <summary>What the meters have counted, as a page that Prometheus reads.</summary>
public sealed class MetricsPage
{
    /// <summary>Of Prometheus' text format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The page's own: series that it left out, for others had their name.</summary>
    public const string DroppedSeries = "scrapeguard_exposition_dropped_series";

    private readonly Lock _lock = new();
    private readonly PrometheusExporter _exporter = new();

    internal MetricsPage() => Reader = new BaseExportingMetricReader(_exporter);

    /// <summary>Whoever builds the pipeline adds it there, and the pipeline disposes of it.</summary>
    internal MetricReader Reader { get; }

    /// <summary>Collects now. From any thread; one collects at a time.</summary>
    /// <exception cref="InvalidOperationException">The pipeline could not collect.</exception>
    public string Read()
    {
        lock (_lock)
        {
            return Reader.Collect()
                ? _exporter.Page
                : throw new InvalidOperationException("The metrics could not be collected.");
        }
    }
}
