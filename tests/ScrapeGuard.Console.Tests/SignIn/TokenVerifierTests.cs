using System.Text;
using ScrapeGuard.Console.SignIn;
using ScrapeGuard.Console.SignIn.Tokens;
using ScrapeGuard.Console.Tests.Serving;

namespace ScrapeGuard.Console.Tests.SignIn;

public sealed class TokenVerifierTests
{
    private static readonly OidcOptions Options = new() { Issuer = Issuer.Name, Audience = Issuer.Audience };

    private readonly ShiftedTime _time = new();
    private Issuer _issuer = null!;

    private Dictionary<string, object> Claims => Issuer.Claims(_time.GetUtcNow());

    [SetUp]
    public void Open() => _issuer = new Issuer();

    [TearDown]
    public void Close() => _issuer.Dispose();

    [TestCase("RS256", "r1")]
    [TestCase("ES256", "e1")]
    [TestCase("RS256", null)]
    public async Task Check_TokenOfTheIssuer_IsThePersonWithTheHighestRole(string algorithm, string? kid)
    {
        var (person, reason) = await CheckAsync(_issuer.Sign(Claims, algorithm, kid));

        reason.Should().BeEmpty();
        person.Should().BeEquivalentTo(new { Name = "ada", Role = Role.Analyst, IsSession = false });
    }

    [Test]
    public async Task Check_SignedByAnother_IsForged()
    {
        using var forger = new Issuer();

        (await CheckAsync(forger.Sign(Claims))).Reason.Should().Contain("not signed by the issuer");
    }

    [Test]
    public async Task Check_AlteredClaims_IsForged()
    {
        var parts = _issuer.Sign(Claims).Split('.');
        var claims = Claims;
        claims["roles"] = "scrapeguard-admin";

        (await CheckAsync($"{parts[0]}.{Issuer.Part(claims)}.{parts[2]}")).Reason.Should().Contain("not signed");
    }

    [TestCase("none", "r1")]
    [TestCase("NONE", "r1")]
    [TestCase("HS256", "r1")]
    [TestCase("HS256", "h1")]
    [TestCase("RS256", "e1")]
    [TestCase("ES256", "r1")]
    [TestCase("PS256", "r1")]
    public async Task Check_AlgorithmThatIsNotTheKeys_IsForged(string algorithm, string kid) =>
        (await CheckAsync(_issuer.Sign(Claims, algorithm, kid))).Reason.Should().Contain("not signed by the issuer");

    [TestCase("iss", "https://issuer.example", "another issuer")]
    [TestCase("iss", 17, "another issuer")]
    [TestCase("aud", "another", "another audience")]
    [TestCase("aud", new[] { "another", "Scrapeguard" }, "another audience")]
    [TestCase("exp", "tomorrow", "expired")]
    [TestCase("exp", 1.0, "expired")]
    [TestCase("roles", "viewer", "no role")]
    [TestCase("roles", "scrapeguard-root", "no role")]
    [TestCase("preferred_username", "", null)]
    public async Task Check_ClaimWrong_IsRefused(string claim, object value, string? expected)
    {
        var claims = Claims;
        claims[claim] = value;

        var (person, reason) = await CheckAsync(_issuer.Sign(claims));

        if (expected is null)
        {
            person!.Name.Should().Be("u-17", "the next claim names the person");
        }
        else
        {
            reason.Should().Contain(expected);
            person.Should().BeNull();
        }
    }

    [TestCase("iss")]
    [TestCase("aud")]
    [TestCase("exp")]
    [TestCase("roles")]
    public async Task Check_ClaimMissing_IsRefused(string claim)
    {
        var claims = Claims;
        claims.Remove(claim);

        (await CheckAsync(_issuer.Sign(claims))).Person.Should().BeNull();
    }

    [TestCase("exp", -61, false)]
    [TestCase("exp", -30, true)]
    [TestCase("nbf", 300, false)]
    [TestCase("nbf", 30, true)]
    [TestCase("iat", 3_600, false)]
    public async Task Check_TimesAtTheEdge_AllowForClocksThatDiffer(string claim, int seconds, bool expected)
    {
        var claims = Claims;
        claims[claim] = _time.GetUtcNow().ToUnixTimeSeconds() + seconds;

        ((await CheckAsync(_issuer.Sign(claims))).Person is not null).Should().Be(expected);
    }

    [TestCase("")]
    [TestCase("a.b")]
    [TestCase("a.b.c")]
    [TestCase("e30.e30.")]
    [TestCase("e30.e30.e30.e30.e30")]
    [TestCase("W10.W10.W10")]
    [TestCase("+/+=.e30.e30")]
    public async Task Check_NoToken_IsRefused(string token) => (await CheckAsync(token)).Person.Should().BeNull();

    [Test]
    public async Task Check_ClaimGivenTwice_IsNoToken()
    {
        var claims = Issuer.Text(Encoding.UTF8.GetBytes(
            $$"""{"iss":"{{Issuer.Name}}","aud":"{{Issuer.Audience}}","aud":"x","exp":99999999999,"roles":"admin"}"""));

        (await CheckAsync($"{Issuer.Part(new { alg = "RS256" })}.{claims}.e30")).Reason.Should().Be("it is no token");
    }

    [Test]
    public void Read_KeySet_HasWhatSignsOnly()
    {
        var keys = Issuer.Read(_issuer.KeySet());

        keys.Select(key => (key.Id, key.Algorithm)).Should().Equal(("r1", "RS256"), ("e1", "ES256"));
    }

    private Task<(Person? Person, string Reason)> CheckAsync(string token) =>
        new TokenVerifier(Options, new GivenKeys(Issuer.Read(_issuer.KeySet())), _time)
            .CheckAsync(token, CancellationToken.None);

    private sealed class GivenKeys(IReadOnlyList<TokenKey> keys) : ITokenKeys
    {
        public Task<IReadOnlyList<TokenKey>> FindAsync(string? id, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<TokenKey>>([.. keys.Where(key => id is null || key.Id == id)]);
    }
}
