using ScrapeGuard.Telemetry.Server;

namespace ScrapeGuard.Telemetry.Tests.Server;

public sealed class HttpOptionsTests
{
    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ; ")]
    [TestCase("http://127.0.0.1:9464")]
    [TestCase("http://localhost:9464/")]
    [TestCase("HTTP://*:80; http://+:81;http://[::1]:0;http://0.0.0.0:65535;http://[2001:db8::1]:1")]
    public void Validate_Urls_AreTaken(string? urls) => new HttpOptions { Urls = urls }.Validate().Should().BeEmpty();

    [TestCase("9464")]
    [TestCase(":9464")]
    [TestCase("localhost:9464")]
    [TestCase("https://localhost:9464")]
    [TestCase("http://localhost")]
    [TestCase("http://localhost:0")]
    [TestCase("http://localhost:65536")]
    [TestCase("http://localhost:-1")]
    [TestCase("http://localhost:9464/metrics")]
    [TestCase("http://:9464")]
    [TestCase("http://metrics.example:9464")]
    [TestCase("http://127.1:9464")]
    [TestCase("http://::1:9464")]
    [TestCase("http://[127.0.0.1]:9464")]
    [TestCase("http://[::1:9464")]
    [TestCase("http://user@127.0.0.1:9464")]
    [TestCase("http://unix:/run/socket")]
    [TestCase("http://127.0.0.1:1,http://127.0.0.1:2")]
    public void Validate_WrongUrl_IsNamed(string url) =>
        new HttpOptions { Urls = $"http://127.0.0.1:1;{url}" }.Validate()
            .Should().ContainSingle().Which.Should().StartWith($"Http:Urls '{url}': must be http://ADDRESS:PORT");

    [Test]
    public void Validate_TooManyUrls_IsNamed() =>
        new HttpOptions { Urls = string.Join(';', Enumerable.Range(1, 17).Select(port => $"http://*:{port}")) }
            .Validate().Should().ContainSingle().Which.Should().EndWith("must be at most 16");
}
