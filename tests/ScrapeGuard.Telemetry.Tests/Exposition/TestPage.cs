using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using ScrapeGuard.Telemetry.Exposition;

namespace ScrapeGuard.Telemetry.Tests.Exposition;

/// <summary>A meter of the test's own, and the page that shows it.</summary>
internal sealed class TestPage : IDisposable
{
    private readonly MetricsPage _page = new();
    private readonly MeterProvider _provider;
    private readonly List<Meter> _meters = [];

    public TestPage() =>
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter("Test.*").AddReader(_page.Reader).Build();

    public static KeyValuePair<string, object?> Tag(string key, object? value) => new(key, value);

    public Meter NewMeter(string name = "Test.Meter")
    {
        var meter = new Meter(name);
        _meters.Add(meter);
        return meter;
    }

    public string Read() => _page.Read();

    /// <summary>The lines of the page that begin so.</summary>
    public IEnumerable<string> Lines(string beginning) =>
        Read().Split('\n').Where(line => line.StartsWith(beginning, StringComparison.Ordinal));

    public void Dispose()
    {
        _provider.Dispose();
        foreach (var meter in _meters)
        {
            meter.Dispose();
        }
    }
}
