using System.Net.Sockets;
using System.Text;
using ScrapeGuard.Telemetry.Pipeline;
using ScrapeGuard.Telemetry.Server;

namespace ScrapeGuard.Telemetry.Tests.Server;

/// <summary>A server on a free port, with health that the test sets.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private readonly TelemetryPipeline _pipeline;
    private readonly TelemetryServer _server;

    private ServerUnderTest(TelemetryPipeline pipeline, TelemetryServer server, HealthBox health)
    {
        _pipeline = pipeline;
        _server = server;
        Health = health;
        Client = new HttpClient { BaseAddress = new Uri(server.Addresses[0]) };
    }

    public HealthBox Health { get; }

    public HttpClient Client { get; }

    public static async Task<ServerUnderTest> StartAsync()
    {
        var pipeline = TelemetryPipeline.Start(new TelemetryOptions(), "test", [], []);
        var health = new HealthBox();
        var options = new HttpOptions { Urls = "http://127.0.0.1:0" };
        var server = await TelemetryServer.StartAsync(
            options, () => health.Value, pipeline.Metrics, CancellationToken.None);
        return new ServerUnderTest(pipeline, server!, health);
    }

    /// <summary>Sends bytes as they are, and reads until the server closes, in peace or by a reset.</summary>
    public async Task<string> SendRawAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // A reset: the server did not read all that was sent.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _pipeline.Dispose();
    }

    /// <summary>How the service says it is.</summary>
    internal sealed class HealthBox
    {
        public HealthStatus Value { get; set; } = new(IsLive: true, IsReady: true, [new("kafka", null)]);
    }
}
