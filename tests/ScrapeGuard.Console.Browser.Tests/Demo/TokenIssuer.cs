using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ScrapeGuard.Console.Browser.Tests.Demo;

/// <summary>
/// An OpenID Connect issuer: its discovery document, its key, and the tokens that a proxy in front of the console would
/// send with each request of somebody whom it signed in.
/// </summary>
internal sealed class TokenIssuer : IAsyncDisposable
{
    public const string Audience = "scrapeguard";
    private const string KeyId = "k1";

    private readonly WebApplication _server;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private TokenIssuer(WebApplication server) => _server = server;

    public string Address { get; private set; } = "";

    public static async Task<TokenIssuer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var issuer = new TokenIssuer(server);
        server.Run(http => http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(
            http.Request.Path == "/keys" ? issuer.Keys() : issuer.Discovery())).AsTask());
        await server.StartAsync();
        issuer.Address = server.Urls.Single();
        return issuer;
    }

    /// <summary>A token for somebody with a role, good for ten minutes.</summary>
    /// <param name="name">Who.</param>
    /// <param name="role">Their role at the issuer.</param>
    /// <param name="forger">Signs in the issuer's place; null: the issuer does.</param>
    public string Token(string name, string role, ECDsa? forger = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address,
            ["aud"] = Audience,
            ["sub"] = name,
            ["preferred_username"] = name,
            ["iat"] = now,
            ["exp"] = now + 600,
            ["roles"] = new[] { role },
        };
        var signed = $"{Part(new { alg = "ES256", typ = "JWT", kid = KeyId })}.{Part(claims)}";
        var signature = (forger ?? _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _key.Dispose();
    }

    private object Discovery() => new { issuer = Address, jwks_uri = $"{Address}/keys" };

    private object Keys()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC",
                    crv = "P-256",
                    kid = KeyId,
                    x = Base64Url.EncodeToString(point.X),
                    y = Base64Url.EncodeToString(point.Y),
                },
            },
        };
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
