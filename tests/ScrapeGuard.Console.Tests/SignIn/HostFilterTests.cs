using Microsoft.AspNetCore.Http;
using ScrapeGuard.Console.Hosting;

namespace ScrapeGuard.Console.Tests.SignIn;

public sealed class HostFilterTests
{
    [TestCase("/health/live", "10.0.0.7:8080")]
    [TestCase("/health/ready", "[fd00::7]:8080")]
    [TestCase("/metrics", "10.0.0.7:8080")]
    [TestCase("/health/ready", "")]
    [TestCase("/api/v1/session", "console.example")]
    [TestCase("/metrics", "console.example:443")]
    public void Allows_ProbeByAddressOrTheNameOfBrowsers_IsLetIn(string path, string host) =>
        Allows(path, host).Should().BeTrue();

    [TestCase("/api/v1/session", "10.0.0.7:8080")]
    [TestCase("/", "10.0.0.7:8080")]
    [TestCase("/", "")]
    [TestCase("/metrics", "stranger.example")]
    [TestCase("/health/ready", "10.0.0.7.stranger.example")]
    [TestCase("/healthy", "10.0.0.7")]
    public void Allows_AnyOther_IsNot(string path, string host) => Allows(path, host).Should().BeFalse();

    private static bool Allows(string path, string host)
    {
        var filter = new HostFilter(
            new ConsoleOptions { Urls = ["http://*:8080"], AllowedHosts = ["console.example"] });
        var http = new DefaultHttpContext();
        http.Request.Path = path;
        http.Request.Host = new HostString(host);
        return filter.Allows(http.Request);
    }
}
