using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ScrapeGuard.Telemetry.Exposition;

namespace ScrapeGuard.Telemetry.Pipeline;

/// <summary>
/// Collects what meters count and sources trace, for <see cref="MetricsPage"/> and, where a collector is set, for that.
/// The runtime's own meter is among them. To be started before the meters are made, and disposed of after: what is left
/// is sent then, and a collector that does not answer is waited for a few seconds at most.
/// </summary>
public sealed class TelemetryPipeline : IDisposable
{
    /// <summary>The meter of the .NET runtime: memory, collections, threads, exceptions.</summary>
    public const string RuntimeMeter = "System.Runtime";

    private const int LastSendMilliseconds = 3_000;

    private readonly MeterProvider _meters;
    private readonly TracerProvider? _tracers;

    private TelemetryPipeline(MetricsPage page, MeterProvider meters, TracerProvider? tracers)
    {
        Metrics = page;
        _meters = meters;
        _tracers = tracers;
    }

    /// <summary>The metrics as a page.</summary>
    public MetricsPage Metrics { get; }

    /// <param name="options">Must be valid.</param>
    /// <param name="service">Its name at the collector, unless <c>OTEL_SERVICE_NAME</c> has another.</param>
    /// <param name="meters">Names of the meters to collect, besides the runtime's.</param>
    /// <param name="sources">Names of the sources of spans.</param>
    public static TelemetryPipeline Start(
        TelemetryOptions options, string service, IReadOnlyList<string> meters, IReadOnlyList<string> sources)
    {
        var resource = ResourceBuilder.CreateEmpty()
            .AddService(service).AddTelemetrySdk().AddEnvironmentVariableDetector();
        var page = new MetricsPage();
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter([.. meters, RuntimeMeter])
            .AddReader(page.Reader);
        if (!options.SendsOtlp)
        {
            return new TelemetryPipeline(page, metrics.Build(), tracers: null);
        }

        metrics.AddOtlpExporter(exporter => Aim(exporter, options, "v1/metrics"));
        var traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource([.. sources])
            .AddOtlpExporter(exporter => Aim(exporter, options, "v1/traces"));
        return new TelemetryPipeline(page, metrics.Build(), traces.Build());
    }

    public void Dispose()
    {
        _tracers?.Shutdown(LastSendMilliseconds);
        _tracers?.Dispose();
        _meters.Shutdown(LastSendMilliseconds);
        _meters.Dispose();
    }

    // The exporter adds the path of the signal only to an endpoint that it has read from the environment itself.
    private static void Aim(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        if (string.IsNullOrEmpty(options.OtlpEndpoint))
        {
            return;
        }

        var root = options.OtlpEndpoint.TrimEnd('/');
        exporter.Endpoint = new Uri(exporter.Protocol == OtlpExportProtocol.HttpProtobuf ? $"{root}/{path}" : root);
    }
}
