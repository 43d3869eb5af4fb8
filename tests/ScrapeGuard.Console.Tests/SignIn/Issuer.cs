using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Console.SignIn.Tokens;

namespace ScrapeGuard.Console.Tests.SignIn;

/// <summary>Signs tokens as an issuer does, and as a forger would.</summary>
internal sealed class Issuer : IDisposable
{
    public const string Name = "https://issuer.example/";
    public const string Audience = "scrapeguard";

    public RSA Rsa { get; } = RSA.Create(2048);

    public ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>The set of its public keys (RFC 7517).</summary>
    public string KeySet()
    {
        var rsa = Rsa.ExportParameters(includePrivateParameters: false);
        var ec = Ec.ExportParameters(includePrivateParameters: false);
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "RSA", use = "sig", kid = "r1", n = Text(rsa.Modulus!), e = Text(rsa.Exponent!) },
                new { kty = "EC", crv = "P-256", kid = "e1", x = Text(ec.Q.X!), y = Text(ec.Q.Y!) },
                new { kty = "oct", kid = "h1", k = Text(new byte[32]) },
            },
        });
    }

    /// <summary>Claims that are right at a time.</summary>
    public static Dictionary<string, object> Claims(DateTimeOffset now) => new(StringComparer.Ordinal)
    {
        ["iss"] = Name,
        ["aud"] = Audience,
        ["sub"] = "u-17",
        ["preferred_username"] = "ada",
        ["exp"] = now.ToUnixTimeSeconds() + 600,
        ["iat"] = now.ToUnixTimeSeconds(),
        ["roles"] = new[] { "other", "scrapeguard-viewer", "scrapeguard-analyst" },
    };

    public string Sign(object claims, string algorithm = "RS256", string? kid = "r1")
    {
        var signed = $"{Part(new { alg = algorithm, typ = "JWT", kid })}.{Part(claims)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = algorithm switch
        {
            "RS256" => Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "ES256" => Ec.SignData(bytes, HashAlgorithmName.SHA256),
            // The old trick: the public key as the secret of a shared one.
            "HS256" => HMACSHA256.HashData(Rsa.ExportSubjectPublicKeyInfo(), bytes),
            _ => [],
        };
        return $"{signed}.{Text(signature)}";
    }

    public static string Part(object value) => Text(JsonSerializer.SerializeToUtf8Bytes(value));

    public static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose()
    {
        Rsa.Dispose();
        Ec.Dispose();
    }

    internal static IReadOnlyList<TokenKey> Read(string set)
    {
        using var document = JsonDocument.Parse(set);
        return [.. document.RootElement.GetProperty("keys").EnumerateArray().Select(TokenKey.Read).OfType<TokenKey>()];
    }
}
