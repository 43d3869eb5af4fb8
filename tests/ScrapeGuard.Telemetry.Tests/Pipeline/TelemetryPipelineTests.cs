using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using ScrapeGuard.Telemetry.Pipeline;

namespace ScrapeGuard.Telemetry.Tests.Pipeline;

/// <summary>One at a time: the standard variables are the process's.</summary>
[NonParallelizable]
public sealed class TelemetryPipelineTests
{
    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private readonly Dictionary<string, string?> _before = [];

    [SetUp]
    public void Clear()
    {
        foreach (var name in (string[])[TelemetryOptions.StandardEndpoint, ProtocolVariable])
        {
            _before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, null);
        }
    }

    [TearDown]
    public void PutBack()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Test]
    public void Start_NoCollector_ShowsThePageWithTheRuntimesMetersAndTracesNothing()
    {
        using var source = new ActivitySource("Test.Traced");
        using var pipeline = TelemetryPipeline.Start(new TelemetryOptions(), "test", ["Test.Counted"], ["Test.Traced"]);
        using var meter = new Meter("Test.Counted");
        meter.CreateCounter<long>("counted").Add(3);
        using var other = new Meter("Test.Other");
        other.CreateCounter<long>("other").Add(3);

        var page = pipeline.Metrics.Read();

        page.Should().Contain("\ncounted_total 3\n").And.Contain("\n# TYPE dotnet_gc_collections_total counter\n");
        page.Should().NotContain("other_total");
        source.StartActivity("span").Should().BeNull();
    }

    [TestCase("grpc", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
        "/opentelemetry.proto.collector.trace.v1.TraceService/Export")]
    [TestCase("http/protobuf", "/v1/metrics", "/v1/traces")]
    public async Task Dispose_CollectorSet_SendsMetricsAndTraces(string protocol, string metricsPath, string tracesPath)
    {
        Environment.SetEnvironmentVariable(ProtocolVariable, protocol);
        await using var collector = await Collector.StartAsync(
            protocol == "grpc" ? HttpProtocols.Http2 : HttpProtocols.Http1);

        CountAndTrace(new TelemetryOptions { OtlpEndpoint = collector.Url });

        TextOf(collector, metricsPath).Should().Contain("counted.here").And.Contain("test-service");
        TextOf(collector, tracesPath).Should().Contain("span of mine").And.Contain("test-service");
    }

    [Test]
    public async Task Dispose_StandardVariableSet_SendsThere()
    {
        await using var collector = await Collector.StartAsync(HttpProtocols.Http1);
        Environment.SetEnvironmentVariable(TelemetryOptions.StandardEndpoint, collector.Url);
        Environment.SetEnvironmentVariable(ProtocolVariable, "http/protobuf");

        CountAndTrace(new TelemetryOptions());

        TextOf(collector, "/v1/metrics").Should().Contain("counted.here");
        TextOf(collector, "/v1/traces").Should().Contain("span of mine");
    }

    [Test]
    public async Task Dispose_NobodyListens_EndsWithoutFault()
    {
        var collector = await Collector.StartAsync(HttpProtocols.Http2);
        var gone = collector.Url;
        await collector.DisposeAsync();

        var counting = () => CountAndTrace(new TelemetryOptions { OtlpEndpoint = gone });

        counting.Should().NotThrow();
    }

    private static void CountAndTrace(TelemetryOptions options)
    {
        using var source = new ActivitySource("Test.Traced");
        using var pipeline = TelemetryPipeline.Start(options, "test-service", ["Test.Counted"], ["Test.Traced"]);
        using var meter = new Meter("Test.Counted");
        meter.CreateCounter<long>("counted.here").Add(3);
        source.StartActivity("span of mine").Should().NotBeNull();
        Activity.Current!.Stop();
        pipeline.Metrics.Read().Should().Contain("counted_here_total 3");
    }

    // Protobuf has its strings as they are.
    private static string TextOf(Collector collector, string path) => string.Concat(collector.Received
        .Where(request => request.Path == path).Select(request => Encoding.UTF8.GetString(request.Body)));
}
