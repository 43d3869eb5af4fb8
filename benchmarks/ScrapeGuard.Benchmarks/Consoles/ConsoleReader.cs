using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ScrapeGuard.Benchmarks.Consoles;

/// <summary>Somebody at the console: asks what the pages ask, one thing after the other, and notes how long each took.
/// </summary>
internal sealed class ConsoleReader : IDisposable
{
    private readonly HttpClient _client;

    private ConsoleReader(HttpClient client) => _client = client;

    /// <summary>Messages of the stream.</summary>
    public long Messages { get; private set; }

    /// <summary>Times the stream said that something was missed.</summary>
    public long Missed { get; private set; }

    /// <param name="link">A link that signs in once.</param>
    public static async Task<ConsoleReader> SignInAsync(string link)
    {
        var address = new Uri(link);
        var client = new HttpClient(new SocketsHttpHandler
        {
            CookieContainer = new CookieContainer(),
            AutomaticDecompression = DecompressionMethods.GZip,
        })
        {
            BaseAddress = new Uri(address, "/api/v1/"),
            Timeout = TimeSpan.FromMinutes(2),
        };
        var code = address.Fragment["#sign-in=".Length..];
        using var answer = await client.PostAsJsonAsync("session", new { code });
        answer.EnsureSuccessStatusCode();
        return new ConsoleReader(client);
    }

    /// <summary>Asks until it is to stop.</summary>
    public async Task AskAsync(
        IReadOnlyList<string> questions, ConcurrentDictionary<string, ConcurrentBag<double>> times,
        CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var question = questions[i % questions.Count];
            var started = TimeProvider.System.GetTimestamp();
            using (var answer = await _client.GetAsync(question, CancellationToken.None))
            {
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            }

            times.GetOrAdd(question, _ => []).Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    /// <summary>One answer.</summary>
    public async Task<JsonElement> ReadAsync(string question) =>
        JsonDocument.Parse(await _client.GetStringAsync(question)).RootElement;

    /// <summary>Reads the stream until it is to stop.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        try
        {
            await using var stream = await _client.GetStreamAsync("stream", stop);
            using var lines = new StreamReader(stream);
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                Messages += line.StartsWith("data:", StringComparison.Ordinal) ? 1 : 0;
                Missed += line == "event: missed" ? 1 : 0;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was to be read until now.
        }
    }

    public void Dispose() => _client.Dispose();
}
