using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Safeguards;
using ScrapeGuard.Actions.Safeguards.Risc;

namespace ScrapeGuard.Actions.Tests.Safeguards;

public sealed class SecurityEventTokenTests
{
    private const long Issued = Told.Noon + 5_000_000;

    private static readonly RiscOptions Options =
        new() { Issuer = "https://scrapeguard.example.com/", Audience = "receiver-1" };

    private static readonly HashSet<string> Claims = ["iss", "aud", "jti", "iat", "toe", "txn", "sub_id", "events"];

    [Test]
    public void Create_SuspensionDone_IsTheGoldenFile()
    {
        var token = Es256(out _, Told.Suspended);
        GoldenFile.ShouldHold("set-account-disabled.json", $"{Part(token, 0)}\n{Part(token, 1)}");
    }

    [Test]
    public void Create_RestorationDone_IsTheGoldenFile()
    {
        var token = Es256(out _, Told.Restored, Options with { SubjectFormat = RiscSubjectFormat.IssuerSubject });
        GoldenFile.ShouldHold("set-account-enabled.json", $"{Part(token, 0)}\n{Part(token, 1)}");
    }

    [Test]
    public void Create_EveryKindOfEvent_OnlySuspensionsAndRestorationsThatWereDone()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = Signer(key.ExportPkcs8PrivateKeyPem());
        foreach (var told in Told.Many())
        {
            var token = SecurityEventToken.Create(told, Options, signer, Issued);
            var expected = told is { What: "effect.done", Effect: EffectKind.Suspend or EffectKind.Restore };
            (token is not null).Should().Be(expected, $"of {told.What} {told.Effect}");
            if (token is not null)
            {
                Offences(Part(token, 0), Part(token, 1), told).Should().BeEmpty($"of {Part(token, 1)}");
            }
        }
    }

    [Test]
    public void Create_Es256_OpensslVerifies()
    {
        var token = Es256(out var publicPem, Told.Suspended);
        var signature = EcdsaDer.Of(Base64Url.DecodeFromChars(token.Split('.')[2]));
        Openssl.Verifies(publicPem, signature, SigningInput(token)).Should().BeTrue();
        Openssl.Verifies(publicPem, signature, SigningInput("x" + token)).Should().BeFalse();
    }

    [Test]
    public void Create_Rs256_OpensslVerifies()
    {
        using var key = RSA.Create(2048);
        using var signer = Signer(key.ExportRSAPrivateKeyPem());
        var token = SecurityEventToken.Create(Told.Suspended, Options, signer, Issued)!;
        Part(token, 0).Should().Contain("\"alg\":\"RS256\"");
        var signature = Base64Url.DecodeFromChars(token.Split('.')[2]);
        Openssl.Verifies(key.ExportSubjectPublicKeyInfoPem(), signature, SigningInput(token)).Should().BeTrue();
        Openssl.Verifies(key.ExportSubjectPublicKeyInfoPem(), signature, SigningInput("x" + token)).Should().BeFalse();
    }

    [Test]
    public void Create_Rs256Twice_IsTheSameToken()
    {
        using var key = RSA.Create(2048);
        using var signer = Signer(key.ExportPkcs8PrivateKeyPem());
        SecurityEventToken.Create(Told.Suspended, Options, signer, Issued)
            .Should().Be(SecurityEventToken.Create(Told.Suspended with { }, Options, signer, Issued));
    }

    [Test]
    public void Create_ManyThreads_EveryTokenVerifies()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = Signer(key.ExportECPrivateKeyPem());
        var tokens = new string[200];
        Parallel.For(0, tokens.Length, i => tokens[i] =
            SecurityEventToken.Create(Told.Suspended with { Account = $"a-{i}" }, Options, signer, Issued)!);
        tokens.Should().OnlyContain(token => key.VerifyData(SigningInput(token),
            Base64Url.DecodeFromChars(token.Split('.', StringSplitOptions.None)[2]), HashAlgorithmName.SHA256));
    }

    [Test]
    public void TokenId_OfEventAndAudience_IsStableAndItsOwn()
    {
        var id = SecurityEventToken.TokenId(Told.Suspended, "a");
        id.Should().MatchRegex("^[0-9a-f]{32}$").And.Be(SecurityEventToken.TokenId(Told.Suspended with { }, "a"));
        id.Should().NotBe(SecurityEventToken.TokenId(Told.Suspended, "b"))
            .And.NotBe(SecurityEventToken.TokenId(Told.Restored, "a"));
    }

    [Test]
    public void Create_LoneAccount_IsNotCalledBulk()
    {
        var lone = Told.Suspended with { Campaign = null, Decision = null, Actor = "ada@example.com" };
        Part(Es256(out _, lone), 1).Should().NotContain("bulk-account").And.Contain("\"initiating_entity\":\"admin\"")
            .And.NotContain("ada");
    }

    [Test]
    public void TryCreate_WrongKeys_SaysWhy()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var small = RSA.Create(1024);
        using var big = RSA.Create(2048);
        Mistake(p384.ExportPkcs8PrivateKeyPem()).Should().Contain("P-256");
        Mistake(p256.ExportSubjectPublicKeyInfoPem()).Should().Contain("public key");
        Mistake(small.ExportPkcs8PrivateKeyPem()).Should().Contain("1024 bits");
        Mistake(big.ExportSubjectPublicKeyInfoPem()).Should().Contain("public key");
        Mistake("not a key").Should().Contain("PEM");
        var mild = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000);
        Mistake(p256.ExportEncryptedPkcs8PrivateKeyPem("secret", mild)).Should().Contain("encrypted");
        Mistake(p256.ExportPkcs8PrivateKeyPem(), keyId: " ").Should().Contain("kid");
    }

    [Test]
    public void Validate_WrongOptions_NamesEachKeyAndValue()
    {
        Options.Validate().Should().BeEmpty();
        var wrong = new RiscOptions
        {
            Issuer = "no uri",
            Audience = "",
            SubjectFormat = (RiscSubjectFormat)9,
            SubjectIssuer = "neither",
        };
        wrong.Validate().Should().HaveCount(4).And.ContainSingle(m => m.StartsWith("Issuer is 'no uri'"));
    }

    // RFC 8417, section 2; RFC 9493, section 3.2; Shared Signals Framework 1.0, section 4; RISC 1.0, sections 2.3, 2.4.
    private static IEnumerable<string> Offences(string header, string payload, SafeguardEvent told)
    {
        var head = JsonDocument.Parse(header).RootElement;
        var claims = JsonDocument.Parse(payload).RootElement;
        var subject = claims.GetProperty("sub_id");
        var happened = claims.GetProperty("events").EnumerateObject().Single();
        var kind = told.Effect == EffectKind.Suspend ? "disabled" : "enabled";
        (bool Right, string Offence)[] rules =
        [
            (head.GetProperty("typ").GetString() == "secevent+jwt", "typ"),
            (head.GetProperty("alg").GetString() is "ES256" or "RS256", "alg"),
            (head.GetProperty("kid").GetString() == "key-1", "kid"),
            (claims.EnumerateObject().All(c => Claims.Contains(c.Name)), "a claim that must not be"),
            (claims.GetProperty("iss").GetString() == Options.Issuer, "iss"),
            (claims.GetProperty("aud").GetString() == Options.Audience, "aud"),
            (claims.GetProperty("jti").GetString() == SecurityEventToken.TokenId(told, Options.Audience), "jti"),
            (claims.GetProperty("iat").GetInt64() == Issued / 1_000_000, "iat in seconds"),
            (subject.GetProperty("format").GetString() == "opaque", "sub_id.format"),
            (subject.GetProperty("id").GetString() == told.Account, "sub_id.id"),
            (happened.Name == $"https://schemas.openid.net/secevent/risc/event-type/account-{kind}", "the event's URI"),
            (happened.Value.ValueKind == JsonValueKind.Object, "the event's payload"),
            (!happened.Value.TryGetProperty("reason", out var reason)
                || reason.GetString() is "hijacking" or "bulk-account", "reason"),
        ];
        return rules.Where(r => !r.Right).Select(r => r.Offence);
    }

    private static string Es256(out string publicPem, SafeguardEvent told, RiscOptions? options = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = Signer(key.ExportPkcs8PrivateKeyPem());
        publicPem = key.ExportSubjectPublicKeyInfoPem();
        return SecurityEventToken.Create(told, options ?? Options, signer, Issued)!;
    }

    private static TokenSigner Signer(string pem)
    {
        TokenSigner.TryCreate(pem, "key-1", out var signer, out var mistake).Should().BeTrue(mistake);
        return signer!;
    }

    private static string? Mistake(string pem, string keyId = "key-1")
    {
        TokenSigner.TryCreate(pem, keyId, out var signer, out var mistake).Should().BeFalse();
        signer.Should().BeNull();
        return mistake;
    }

    private static string Part(string token, int part) =>
        Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[part]));

    private static byte[] SigningInput(string token) => Encoding.ASCII.GetBytes(token[..token.LastIndexOf('.')]);
}
