using System.Net;
using System.Net.Http.Json;
using System.Text;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.Tests.Serving;

namespace ScrapeGuard.Console.Tests.SignIn;

public sealed class SignInTests
{
    private ConsoleTrial _trial = null!;

    [SetUp]
    public async Task Start() => _trial = await ConsoleTrial.StartAsync();

    [TearDown]
    public async Task Stop() => await _trial.DisposeAsync();

    [Test]
    public async Task Link_UsedTwice_SignsInOnce()
    {
        var code = CodeOf(_trial.Server.NewSignInLink(Role.Admin));
        var (first, second) = (_trial.Client(), _trial.Client());

        using var signedIn = await first.PostAsJsonAsync("session", new { code });
        using var again = await second.PostAsJsonAsync("session", new { code });

        signedIn.StatusCode.Should().Be(HttpStatusCode.OK);
        (await ConsoleTrial.JsonAsync(signedIn)).GetProperty("role").GetString().Should().Be("admin");
        again.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await first.GetAsync("session")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await second.GetAsync("session")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Link_AfterADay_IsNoGood()
    {
        var code = CodeOf(_trial.Server.NewSignInLink(Role.Admin));
        _trial.Time.Shift(TimeSpan.FromHours(25));

        using var late = await _trial.Client().PostAsJsonAsync("session", new { code });

        late.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Session_Expired_GivesNothing()
    {
        using var browser = await _trial.BrowserAsync(Role.Viewer);
        (await browser.GetAsync("overview")).StatusCode.Should().Be(HttpStatusCode.OK);

        _trial.Time.Shift(TimeSpan.FromHours(9));

        (await browser.GetAsync("overview")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Session_SignedOut_GivesNothingEvenWithTheOldCookie()
    {
        using var client = _trial.Client();
        using var signedIn = await client.PostAsJsonAsync("session", new { apiKey = ConsoleTrial.Keys[Role.Viewer] });
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        client.DefaultRequestHeaders.Add(Gate.WriteHeader, "1");

        (await client.DeleteAsync("session")).StatusCode.Should().Be(HttpStatusCode.OK);

        using var thief = _trial.Client();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        (await thief.GetAsync("session")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task Cookie_OfASession_IsOutOfReachOfScriptsAndOtherSites()
    {
        using var answer = await _trial.Client().PostAsJsonAsync(
            "session", new { apiKey = ConsoleTrial.Keys[Role.Viewer] });

        answer.Headers.GetValues("Set-Cookie").Single().Should().StartWith("scrapeguard-session=")
            .And.ContainEquivalentOf("; httponly").And.ContainEquivalentOf("; samesite=strict")
            .And.ContainEquivalentOf("; path=/");
    }

    [Test]
    public async Task Write_OfABrowserWithoutTheHeader_IsRefused()
    {
        using var browser = await _trial.BrowserAsync(Role.Analyst, withHeader: false);

        using var answer = await browser.PostAsJsonAsync("account/restore?name=a", new { reason = "mistake" });

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("X-ScrapeGuard");
        _trial.Acting.Sent.Should().BeEmpty();
    }

    [TestCase("cross-site")]
    [TestCase("same-site")]
    public async Task Request_FromAnotherSite_IsRefusedWhateverItCarries(string site)
    {
        using var browser = await _trial.BrowserAsync(Role.Admin);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);

        (await browser.GetAsync("overview")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await browser.PostAsJsonAsync("account/restore?name=a", new { reason = "x" })).StatusCode
            .Should().Be(HttpStatusCode.Forbidden);
        _trial.Acting.Sent.Should().BeEmpty();
    }

    [Test]
    public async Task SignIn_AsAFormOfAnotherPage_IsNoSignIn()
    {
        using var form = new StringContent(
            $$"""{"apiKey":"{{ConsoleTrial.Keys[Role.Viewer]}}"}""", Encoding.UTF8, "text/plain");

        using var answer = await _trial.Client().PostAsync("session", form);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Test]
    public async Task Key_Wrong_IsRefusedAndThenHasToWait()
    {
        using var client = _trial.Client();
        client.DefaultRequestHeaders.Add(Gate.KeyHeader, HashedKey.NewKey());
        for (var i = 0; i < FailedSignIns.MaxOfAddress; i++)
        {
            (await client.GetAsync("overview")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        }

        using var refused = await client.GetAsync("overview");
        using var right = await _trial.Client(Role.Viewer).GetAsync("overview");

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.Zero);
        right.StatusCode.Should().Be(HttpStatusCode.TooManyRequests, "whoever guesses must not learn by being right");
        _trial.Time.Shift(FailedSignIns.Window);
        (await _trial.Client(Role.Viewer).GetAsync("overview")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [TestCase(null, false)]
    [TestCase("http", false)]
    [TestCase("https", true)]
    public async Task SignIn_BehindAProxy_CookieIsForTlsWhereTheProxyHasIt(string? scheme, bool isSecure)
    {
        using var client = _trial.Client();
        if (scheme is not null)
        {
            client.DefaultRequestHeaders.Add("X-Forwarded-Proto", scheme);
        }

        using var answer = await client.PostAsJsonAsync("session", new { apiKey = ConsoleTrial.Keys[Role.Viewer] });

        answer.Headers.GetValues("Set-Cookie").Single().Contains("; secure", StringComparison.OrdinalIgnoreCase)
            .Should().Be(isSecure);
    }

    [TestCase("evil.example")]
    [TestCase("127.0.0.1.evil.example")]
    public async Task Host_OfAStranger_IsNotAnswered(string host)
    {
        using var client = _trial.Client(Role.Viewer);
        client.DefaultRequestHeaders.Host = host;

        using var answer = await client.GetAsync("overview");
        using var page = await client.GetAsync(new Uri(_trial.Address, "/"));

        answer.StatusCode.Should().Be(HttpStatusCode.MisdirectedRequest);
        page.StatusCode.Should().Be(HttpStatusCode.MisdirectedRequest);
    }

    [TestCase("overview")]
    [TestCase("no-such")]
    [TestCase("/")]
    [TestCase("/no-such")]
    public async Task Answer_OfAnyKind_HasTheSecurityHeaders(string path)
    {
        using var answer = await _trial.Client(Role.Viewer).GetAsync(path);

        var headers = answer.Headers;
        headers.GetValues("Content-Security-Policy").Single().Should().Contain("script-src 'self'")
            .And.Contain("frame-ancestors 'none'").And.NotContain("unsafe");
        headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        headers.GetValues("Referrer-Policy").Should().Equal("no-referrer");
        headers.Contains("Server").Should().BeFalse();
    }

    private static string CodeOf(string link) => link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];
}
