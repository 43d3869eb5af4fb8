using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.Actions.Storing.Memory;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.SignIn.Tokens;
using ScrapeGuard.Console.Sources;
using ScrapeGuard.Console.Traffic;

namespace ScrapeGuard.Console.Tests.Serving;

/// <summary>A console on a free port, with a key for each role, and the real actioner behind it.</summary>
internal sealed class ConsoleTrial : IAsyncDisposable
{
    private readonly List<HttpClient> _clients = [];

    private ConsoleTrial()
    {
        Store = new MemoryActionStore();
        Acting = new ActingDesk(Store);
    }

    public static IReadOnlyDictionary<Role, string> Keys { get; } =
        Enum.GetValues<Role>().ToDictionary(role => role, _ => HashedKey.NewKey());

    public MemoryActionStore Store { get; }

    public ActingDesk Acting { get; }

    public TrafficModel Traffic { get; } = new(new TrafficOptions { IsSimulated = true });

    public PlainDesks Desks { get; } = new();

    public ShiftedTime Time { get; } = new();

    public ConsoleServer Server { get; private set; } = null!;

    public Uri Address => new(Server.Addresses[0]);

    public static async Task<ConsoleTrial> StartAsync(OidcOptions? oidc = null, params IPNetwork[] proxies)
    {
        var trial = new ConsoleTrial();
        var options = new ConsoleOptions
        {
            Urls = ["http://127.0.0.1:0"],
            Keys = [.. Keys.Select(key => new HashedKey(
                $"the-{RoleWords.Of(key.Key)}", key.Key, HashedKey.Parse(HashedKey.TextOf(key.Value))))],
            Oidc = oidc,
            Proxies = proxies,
        };
        trial.Server = await ConsoleServer.StartAsync(
            options,
            new ConsoleSources
            {
                Traffic = trial.Traffic,
                Actions = trial.Store,
                Audit = trial.Store,
                Commands = trial.Acting,
                Policies = trial.Desks,
                Words = trial.Desks,
                Extent = trial.Desks,
                IsSimulated = true,
            },
            NullLoggerFactory.Instance, trial.Time, CancellationToken.None);
        return trial;
    }

    /// <summary>One with a cookie jar of its own.</summary>
    public HttpClient Client(Role? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(Address, "api/v1/"),
        };
        if (key is { } role)
        {
            client.DefaultRequestHeaders.Add(Gate.KeyHeader, Keys[role]);
        }

        _clients.Add(client);
        return client;
    }

    /// <summary>A browser that is signed in, and sends the header of writes.</summary>
    public async Task<HttpClient> BrowserAsync(Role role, bool withHeader = true)
    {
        var client = Client();
        var answer = await client.PostAsJsonAsync("session", new { apiKey = Keys[role] });
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        if (withHeader)
        {
            client.DefaultRequestHeaders.Add(Gate.WriteHeader, "1");
        }

        return client;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

    /// <summary>The items of each page of a list, one page after the other to the last.</summary>
    /// <param name="client">Who asks.</param>
    /// <param name="list">The list, with its filters: <c>cases?state=open</c>.</param>
    public static async IAsyncEnumerable<IReadOnlyList<JsonElement>> PagesAsync(HttpClient client, string list)
    {
        string? after = "";
        while (after is not null)
        {
            using var answer = await client.GetAsync($"{list}&after={after}");
            var page = await JsonAsync(answer);
            yield return [.. page.GetProperty("items").EnumerateArray()];
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Server.DisposeAsync();
        Acting.Dispose();
        Store.Dispose();
    }
}
