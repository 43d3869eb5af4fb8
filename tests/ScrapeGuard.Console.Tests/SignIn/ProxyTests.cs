using System.Net;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;

namespace ScrapeGuard.Console.Tests.SignIn;

/// <summary>Whose sign-ins are counted together: those of one client, whatever anybody but our proxies says.</summary>
public sealed class ProxyTests
{
    private const string Header = "X-Forwarded-For";

    private ConsoleTrial _behind = null!;

    /// <summary>Behind a proxy, one client has guessed as often as one may.</summary>
    [OneTimeSetUp]
    public async Task Start()
    {
        _behind = await ConsoleTrial.StartAsync(oidc: null, IPNetwork.Parse("127.0.0.0/8"));
        for (var i = 0; i < FailedSignIns.MaxOfAddress; i++)
        {
            await GuessAsync(_behind, "198.51.100.1");
        }
    }

    [OneTimeTearDown]
    public async Task Stop() => await _behind.DisposeAsync();

    [TestCase("198.51.100.1", HttpStatusCode.TooManyRequests)]
    [TestCase("203.0.113.7, 198.51.100.1", HttpStatusCode.TooManyRequests, Description = "the client wrote the first")]
    [TestCase("198.51.100.1, 127.0.0.2", HttpStatusCode.TooManyRequests, Description = "two proxies")]
    [TestCase("198.51.100.2", HttpStatusCode.Unauthorized)]
    [TestCase("2001:db8::1", HttpStatusCode.Unauthorized)]
    [TestCase("198.51.100.1, unknown", HttpStatusCode.Unauthorized, Description = "the proxy itself")]
    [TestCase(null, HttpStatusCode.Unauthorized, Description = "the proxy itself")]
    public async Task Guesses_BehindAProxyOfOurs_AreThoseOfTheClient(string? told, HttpStatusCode expected) =>
        (await GuessAsync(_behind, told)).Should().Be(expected);

    [Test]
    public async Task Guesses_NoProxyNamed_AreThoseOfTheConnection()
    {
        await using var trial = await ConsoleTrial.StartAsync();
        for (var i = 0; i < FailedSignIns.MaxOfAddress; i++)
        {
            await GuessAsync(trial, $"198.51.100.{i}");
        }

        (await GuessAsync(trial, "198.51.100.200")).Should().Be(HttpStatusCode.TooManyRequests);
    }

    private static async Task<HttpStatusCode> GuessAsync(ConsoleTrial trial, string? told)
    {
        using var client = trial.Client();
        client.DefaultRequestHeaders.Add(Gate.KeyHeader, HashedKey.NewKey());
        if (told is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation(Header, told);
        }

        using var answer = await client.GetAsync("overview");
        return answer.StatusCode;
    }
}
