using System.Net;
using ScrapeGuard.Telemetry.Exposition;
using ScrapeGuard.Telemetry.Server;

namespace ScrapeGuard.Telemetry.Tests.Server;

public sealed class TelemetryServerTests
{
    private ServerUnderTest _server = null!;

    [SetUp]
    public async Task Start() => _server = await ServerUnderTest.StartAsync();

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task Live_BeatingOrNot_Is200Or503()
    {
        await Expect("/health/live", HttpStatusCode.OK, """{"status":"live"}""");
        _server.Health.Value = _server.Health.Value with { IsLive = false };

        await Expect("/health/live", HttpStatusCode.ServiceUnavailable, """{"status":"not live"}""");
        await Expect("/health/ready", HttpStatusCode.OK);
    }

    [Test]
    public async Task Ready_ComponentNotReady_Is503AndNamesItWithTheReason()
    {
        await Expect("/health/ready", HttpStatusCode.OK,
            """{"status":"ready","components":[{"name":"kafka","status":"ready"}]}""");
        _server.Health.Value = new HealthStatus(
            IsLive: true, IsReady: false, [new("kafka", "no \"broker\"\nanswers"), new("state", null)]);

        await Expect("/health/ready", HttpStatusCode.ServiceUnavailable,
            """{"status":"not ready","components":[{"name":"kafka","status":"not """
            + """ready","reason":"no \u0022broker\u0022\nanswers"},{"name":"state","status":"ready"}]}""");
        await Expect("/health/live", HttpStatusCode.OK);
    }

    [Test]
    public async Task Ready_ReasonWithHalfASurrogate_IsStillJson()
    {
        _server.Health.Value = new HealthStatus(IsLive: true, IsReady: false, [new("kafka", "a\ud83d")]);

        await Expect("/health/ready", HttpStatusCode.ServiceUnavailable,
            """{"status":"not ready","components":[{"name":"kafka","status":"not ready","reason":"a\uFFFD"}]}""");
    }

    [Test]
    public async Task Metrics_Get_IsThePageWithItsContentType()
    {
        using var response = await _server.Client.GetAsync("/metrics");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.GetValues("Content-Type").Should().Equal(MetricsPage.ContentType);
        (await response.Content.ReadAsStringAsync()).Should().Contain("# TYPE dotnet_gc_collections_total counter\n");
    }

    [Test]
    public async Task Answer_Headers_TellNothingOfTheServer()
    {
        using var response = await _server.Client.GetAsync("/metrics");

        response.Headers.Server.Should().BeEmpty();
        response.Headers.Select(header => header.Key)
            .Should().BeEquivalentTo("Date", "Cache-Control", "X-Content-Type-Options");
    }

    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    [TestCase("/metrics")]
    public async Task Head_EveryPage_HasTheLengthAndNoBody(string path)
    {
        var answer = await _server.SendRawAsync($"HEAD {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 200 OK\r\n").And.EndWith("\r\n\r\n");
        answer.Should().MatchRegex("\r\nContent-Length: [1-9]");
    }

    [TestCase("POST")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    [TestCase("OPTIONS")]
    [TestCase("TRACE")]
    [TestCase("BREW")]
    public async Task Method_ThatIsNoReading_IsRefused(string method)
    {
        var answer = await _server.SendRawAsync($"{method} /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 405 ").And.Contain("\r\nAllow: GET, HEAD\r\n");
    }

    [TestCase("/")]
    [TestCase("/health")]
    [TestCase("/metrics/")]
    [TestCase("/Metrics")]
    [TestCase("/health/../metrics/x")]
    public async Task Path_ThatIsNoPage_IsNotFound(string path)
    {
        var answer = await _server.SendRawAsync($"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 404 ");
    }

    [TestCase("Content-Length: 1000000000\r\n", "413")]
    [TestCase("Transfer-Encoding: chunked\r\n", "413", "5\r\nhello\r\n0\r\n\r\n")]
    [TestCase("X-Long: LONG\r\n", "431")]
    [TestCase("MANY", "431")]
    public async Task Request_TooLarge_IsRefusedUnread(string headers, string code, string body = "")
    {
        headers = headers.Replace("LONG", new string('x', 9_000));
        headers = headers.Replace("MANY", string.Concat(Enumerable.Range(0, 51).Select(i => $"X-{i}: 1\r\n")));

        var answer = await _server.SendRawAsync($"GET /metrics HTTP/1.1\r\nHost: a\r\n{headers}\r\n{body}");

        answer.Should().StartWith($"HTTP/1.1 {code} ").And.NotContain("dotnet_");
    }

    [Test]
    public async Task RequestLine_TooLong_IsRefused()
    {
        var answer = await _server.SendRawAsync($"GET /metrics?{new string('x', 3_000)} HTTP/1.1\r\nHost: a\r\n\r\n");

        answer.Should().StartWith("HTTP/1.1 414 ");
    }

    [Test]
    public async Task StartAsync_BusyPort_SaysWhichAndWhy()
    {
        var options = new HttpOptions { Urls = _server.Client.BaseAddress!.ToString() };

        var starting = () => TelemetryServer.StartAsync(
            options, () => _server.Health.Value, new MetricsPage(), CancellationToken.None);

        (await starting.Should().ThrowAsync<IOException>())
            .Which.Message.Should().StartWith($"Http:Urls '{options.Urls}': ").And.Contain("in use");
    }

    // 192.0.2.0/24 is for documentation only: no machine has an address of it.
    [Test]
    public async Task StartAsync_AddressOfAnotherMachine_SaysWhichAndWhy()
    {
        var starting = () => TelemetryServer.StartAsync(
            new HttpOptions { Urls = "http://192.0.2.1:9464" }, () => _server.Health.Value, new MetricsPage(),
            CancellationToken.None);

        (await starting.Should().ThrowAsync<IOException>())
            .Which.Message.Should().StartWith("Http:Urls 'http://192.0.2.1:9464': ");
    }

    [Test]
    public async Task StartAsync_NoUrls_IsNoServer()
    {
        var server = await TelemetryServer.StartAsync(
            new HttpOptions(), () => _server.Health.Value, new MetricsPage(), CancellationToken.None);

        server.Should().BeNull();
    }

    [Test]
    public async Task DisposeAsync_Twice_FreesThePort()
    {
        var url = _server.Client.BaseAddress!.ToString();
        await _server.DisposeAsync();
        await _server.DisposeAsync();

        await using var again = await TelemetryServer.StartAsync(
            new HttpOptions { Urls = url }, () => _server.Health.Value, new MetricsPage(), CancellationToken.None);

        again!.Addresses.Should().Equal(url.TrimEnd('/'));
    }

    private async Task Expect(string path, HttpStatusCode code, string? body = null)
    {
        using var response = await _server.Client.GetAsync(path);
        response.StatusCode.Should().Be(code);
        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        if (body is not null)
        {
            (await response.Content.ReadAsStringAsync()).Should().Be(body);
        }
    }
}
