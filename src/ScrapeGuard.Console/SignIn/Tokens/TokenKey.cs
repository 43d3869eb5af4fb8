using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace ScrapeGuard.Console.SignIn.Tokens;

/// <summary>
/// A public key of an issuer (RFC 7517). The algorithm goes with the key, never with the token: RS256 with RSA of 2,048
/// bits and more, ES256 with P-256 (RFC 7518, sections 3.3 and 3.4).
/// </summary>
internal sealed record TokenKey(string? Id, string Algorithm, RSAParameters? Rsa, ECParameters? Ec)
{
    private const int MinRsaBytes = 256;
    private const int MaxRsaBytes = 1_024;
    private const int P256Bytes = 32;

    /// <summary>Reads a key; null when it is of another kind, for encryption, or too weak.</summary>
    public static TokenKey? Read(JsonElement key)
    {
        if (key.ValueKind != JsonValueKind.Object || TextOf(key, "use") is not (null or "sig"))
        {
            return null;
        }

        var (id, algorithm) = (TextOf(key, "kid"), TextOf(key, "alg"));
        return TextOf(key, "kty") switch
        {
            "RSA" when algorithm is null or "RS256"
                && Bytes(key, "n") is { Length: >= MinRsaBytes and <= MaxRsaBytes } n
                && Bytes(key, "e") is { Length: > 0 and <= 8 } e =>
                new TokenKey(id, "RS256", new RSAParameters { Modulus = n, Exponent = e }, Ec: null),
            "EC" when algorithm is null or "ES256" && TextOf(key, "crv") == "P-256"
                && Bytes(key, "x") is { Length: P256Bytes } x && Bytes(key, "y") is { Length: P256Bytes } y =>
                new TokenKey(id, "ES256", Rsa: null, new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = x, Y = y },
                }),
            _ => null,
        };
    }

    /// <summary>Whether a signature over some bytes is this key's.</summary>
    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (Rsa is { } parameters)
            {
                using var rsa = RSA.Create(parameters);
                return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            }

            using var ec = ECDsa.Create(Ec!.Value);
            return ec.VerifyData(signed, signature, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            // A point that is not on its curve, a signature of no length that there is: it is not this key's.
            return false;
        }
    }

    private static string? TextOf(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? Bytes(JsonElement key, string name)
    {
        var text = TextOf(key, name);
        return text is not null && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
    }
}
