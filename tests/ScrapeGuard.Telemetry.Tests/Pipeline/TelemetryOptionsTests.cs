using ScrapeGuard.Telemetry.Pipeline;

namespace ScrapeGuard.Telemetry.Tests.Pipeline;

[NonParallelizable]
public sealed class TelemetryOptionsTests
{
    private string? _before;

    [SetUp]
    public void Clear()
    {
        _before = Environment.GetEnvironmentVariable(TelemetryOptions.StandardEndpoint);
        Environment.SetEnvironmentVariable(TelemetryOptions.StandardEndpoint, null);
    }

    [TearDown]
    public void PutBack() => Environment.SetEnvironmentVariable(TelemetryOptions.StandardEndpoint, _before);

    [Test]
    public void SendsOtlp_NothingSet_IsOff()
    {
        new TelemetryOptions().SendsOtlp.Should().BeFalse();
        new TelemetryOptions { OtlpEndpoint = "" }.SendsOtlp.Should().BeFalse();
        new TelemetryOptions().Validate().Should().BeEmpty();
    }

    [TestCase("http://localhost:4317")]
    [TestCase("https://collector.example/otlp")]
    public void Validate_Endpoint_IsTaken(string endpoint)
    {
        var options = new TelemetryOptions { OtlpEndpoint = endpoint };

        options.SendsOtlp.Should().BeTrue();
        options.Validate().Should().BeEmpty();
    }

    [TestCase("localhost:4317")]
    [TestCase("collector")]
    [TestCase("ftp://collector")]
    [TestCase("http://")]
    [TestCase("/v1/metrics")]
    public void Validate_WrongEndpoint_IsNamed(string endpoint) =>
        new TelemetryOptions { OtlpEndpoint = endpoint }.Validate()
            .Should().ContainSingle().Which.Should().StartWith($"Telemetry:OtlpEndpoint '{endpoint}': must be http");

    [Test]
    public void Validate_StandardVariable_CountsWhereNothingElseIsSet()
    {
        Environment.SetEnvironmentVariable(TelemetryOptions.StandardEndpoint, "collector");

        new TelemetryOptions().SendsOtlp.Should().BeTrue();
        new TelemetryOptions().Validate().Should().ContainSingle()
            .Which.Should().StartWith("OTEL_EXPORTER_OTLP_ENDPOINT 'collector': must be");
        new TelemetryOptions { OtlpEndpoint = "http://a:1" }.Validate().Should().BeEmpty();
    }
}
