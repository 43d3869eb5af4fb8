using System.Net;

namespace ScrapeGuard.Integration.Tests.Workers;

/// <summary>A worker's page of health, at the address that its log names.</summary>
internal sealed class HealthPage : IDisposable
{
    /// <summary>Lets a worker serve its health at any free port.</summary>
    public static readonly string[] Arguments = ["--urls", "http://127.0.0.1:0"];

    private const string Listening = "health and metrics at ";

    private readonly HttpClient _client;

    public HealthPage(WorkerProcess worker)
    {
        worker.WaitForLog(Listening);
        var address = worker.Log.Split(Listening)[1].Split('\n')[0].Trim();
        _client = new HttpClient { BaseAddress = new Uri(address) };
    }

    /// <summary>What <c>/health/ready</c> says now.</summary>
    public (HttpStatusCode Status, string Text) Ready()
    {
        using var answer = _client.Send(new HttpRequestMessage(HttpMethod.Get, "/health/ready"));
        using var text = new StreamReader(answer.Content.ReadAsStream());
        return (answer.StatusCode, text.ReadToEnd());
    }

    public void WaitUntil(HttpStatusCode status, string text = "") => Wait.Until(
        () => Ready() is var now && now.Status == status && now.Text.Contains(text, StringComparison.Ordinal),
        () => $"health is to be {status} with '{text}', and is {Ready()}");

    public void Dispose() => _client.Dispose();
}
