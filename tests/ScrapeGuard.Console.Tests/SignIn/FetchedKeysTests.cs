using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using ScrapeGuard.Console.SignIn.Tokens;
using ScrapeGuard.Console.Tests.Serving;

namespace ScrapeGuard.Console.Tests.SignIn;

public sealed class FetchedKeysTests
{
    private static readonly OidcOptions Options = new() { Issuer = Issuer.Name, Audience = Issuer.Audience };

    private readonly ShiftedTime _time = new();
    private Issuer _issuer = null!;
    private Answers _answers = null!;
    private HttpClient _http = null!;
    private FetchedKeys _keys = null!;

    [SetUp]
    public void Open()
    {
        _issuer = new Issuer();
        _answers = new Answers
        {
            ["https://issuer.example/.well-known/openid-configuration"] =
                $$"""{"issuer":"{{Issuer.Name}}","jwks_uri":"https://issuer.example/keys"}""",
            ["https://issuer.example/keys"] = _issuer.KeySet(),
        };
        _http = new HttpClient(_answers);
        _keys = new FetchedKeys(Options, _http, NullLogger.Instance, _time);
    }

    [TearDown]
    public void Close()
    {
        _keys.Dispose();
        _http.Dispose();
        _answers.Dispose();
        _issuer.Dispose();
    }

    [Test]
    public async Task Find_KnownId_IsFetchedOnceInAWhile()
    {
        for (var i = 0; i < 5; i++)
        {
            (await FindAsync("r1")).Should().ContainSingle();
        }

        _answers.Asked.Should().Be(2, "the discovery document and the keys");
    }

    [Test]
    public async Task Find_UnknownIds_AreNotFetchedForEach()
    {
        for (var i = 0; i < 50; i++)
        {
            (await FindAsync($"unknown-{i}")).Should().BeEmpty();
        }

        _answers.Asked.Should().Be(2);
    }

    [Test]
    public async Task Find_IdOfANewKey_FindsIt()
    {
        await FindAsync("r1");
        _answers["https://issuer.example/keys"] =
            _issuer.KeySet().Replace("\"r1\"", "\"r2\"", StringComparison.Ordinal);
        _time.Shift(TimeSpan.FromMinutes(1));

        (await FindAsync("r2")).Should().ContainSingle();
    }

    [Test]
    public async Task Find_IssuerAway_GoesOnWithWhatIsKnown()
    {
        await FindAsync("r1");
        _answers.Clear();
        _time.Shift(TimeSpan.FromHours(1));

        (await FindAsync("r1")).Should().ContainSingle();
    }

    [TestCase("https://other.example/", "https://issuer.example/keys")]
    [TestCase(Issuer.Name, "http://issuer.example/keys")]
    [TestCase(Issuer.Name, "file:///etc/passwd")]
    public async Task Find_DiscoveryOfAnotherOrUnsafe_HasNoKeys(string issuer, string place)
    {
        _answers["https://issuer.example/.well-known/openid-configuration"] =
            $$"""{"issuer":"{{issuer}}","jwks_uri":"{{place}}"}""";

        (await FindAsync("r1")).Should().BeEmpty();
    }

    [TestCase("no json")]
    [TestCase("[]")]
    [TestCase("""{"keys":7}""")]
    [TestCase("""{"keys":[7,"x",{"kty":"RSA","n":"AQAB","e":"AQAB"},{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}""")]
    public async Task Find_KeySetThatIsNone_HasNoKeys(string set)
    {
        _answers["https://issuer.example/keys"] = set;

        (await FindAsync(id: null)).Should().BeEmpty();
    }

    private Task<IReadOnlyList<TokenKey>> FindAsync(string? id) => _keys.FindAsync(id, CancellationToken.None);

    /// <summary>Pages by address; all others are not there.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        private readonly Dictionary<string, string> _pages = new(StringComparer.Ordinal);

        public int Asked { get; private set; }

        public string this[string address]
        {
            set => _pages[address] = value;
        }

        public void Clear() => _pages.Clear();

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(_pages.TryGetValue(request.RequestUri!.ToString(), out var page)
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(page) }
                : new HttpResponseMessage(HttpStatusCode.NotFound));
        }
    }
}
