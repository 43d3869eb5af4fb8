using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ScrapeGuard.Actions.Safeguards.Risc;

/// <summary>
/// Signs as JWS has it (RFC 7518): ES256 with a key on P-256, RS256 with an RSA key of 2,048 bits and more. May be used
/// by several threads.
/// </summary>
public sealed class TokenSigner : IDisposable
{
    private const int LeastRsaBits = 2048;
    private const int P256Bits = 256;
    private const string P256Oid = "1.2.840.10045.3.1.7";

    private readonly ECDsa? _ec;
    private readonly RSA? _rsa;
    private readonly Lock _lock = new();

    private TokenSigner(ECDsa? ec, RSA? rsa, string keyId)
    {
        _ec = ec;
        _rsa = rsa;
        KeyId = keyId;
    }

    /// <summary><c>kid</c>: by which the receiver finds the public key.</summary>
    public string KeyId { get; }

    /// <summary><c>alg</c>.</summary>
    public string Algorithm => _ec is null ? "RS256" : "ES256";

    /// <summary>Takes a private key in PEM: PKCS#8, SEC 1 or PKCS#1, not encrypted.</summary>
    /// <param name="pem">The text of the file.</param>
    /// <param name="keyId">The key's name.</param>
    /// <param name="signer">It, or null.</param>
    /// <param name="mistake">Why not, without a word of the key; null when there is a signer.</param>
    public static bool TryCreate(string pem, string keyId, [NotNullWhen(true)] out TokenSigner? signer,
        [NotNullWhen(false)] out string? mistake)
    {
        signer = null;
        mistake = null;
        if (string.IsNullOrWhiteSpace(keyId))
        {
            mistake = "the key has no name (kid): the receiver could not find it";
            return false;
        }

        var ec = ECDsa.Create();
        if (Imports(ec, pem))
        {
            mistake = Check(ec);
            signer = Keep(ec, mistake, () => new TokenSigner(ec, rsa: null, keyId));
            return signer is not null;
        }

        ec.Dispose();
        var rsa = RSA.Create();
        mistake = Imports(rsa, pem) ? Check(rsa) : "it is no private EC or RSA key in PEM, or it is encrypted";
        signer = Keep(rsa, mistake, () => new TokenSigner(ec: null, rsa, keyId));
        return signer is not null;
    }

    /// <summary>The signature of a JWS' signing input, in its own form: for ES256 r and s, 32 bytes each.</summary>
    public byte[] Sign(ReadOnlySpan<byte> input)
    {
        lock (_lock)
        {
            return _ec?.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                ?? _rsa!.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public void Dispose()
    {
        _ec?.Dispose();
        _rsa?.Dispose();
    }

    private static TokenSigner? Keep(AsymmetricAlgorithm key, string? mistake, Func<TokenSigner> create)
    {
        if (mistake is null)
        {
            return create();
        }

        key.Dispose();
        return null;
    }

    private static bool Imports(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // Another kind of key, or none: a setting may be wrong, which is a result.
            return false;
        }
    }

    private static string? Check(ECDsa key)
    {
        if (key.KeySize != P256Bits || key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != P256Oid)
        {
            return $"it is an EC key of {key.KeySize} bits: ES256 needs one on P-256";
        }

        return CheckSigns(() => key.SignData([], HashAlgorithmName.SHA256));
    }

    private static string? Check(RSA key) => key.KeySize < LeastRsaBits
        ? $"it is an RSA key of {key.KeySize} bits: RS256 needs {LeastRsaBits} or more"
        : CheckSigns(() => key.SignData([], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string? CheckSigns(Func<byte[]> sign)
    {
        try
        {
            sign();
            return null;
        }
        catch (CryptographicException)
        {
            return "it is a public key: signing needs the private one";
        }
    }
}
