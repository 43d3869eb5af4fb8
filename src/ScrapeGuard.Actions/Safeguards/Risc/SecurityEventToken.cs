using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Safeguards.Risc;

/// <summary>
/// Security Event Tokens (RFC 8417) of the OpenID RISC profile 1.0: a suspension that was carried out is
/// <c>account-disabled</c>, a restoration <c>account-enabled</c>; nothing else is told. JWS in compact form, the
/// subject as <c>sub_id</c> (RFC 9493), no <c>exp</c> and no <c>sub</c>, as the Shared Signals Framework has it.
/// </summary>
public static class SecurityEventToken
{
    /// <summary>The media type of a token (RFC 8417, section 2.3).</summary>
    public const string ContentType = "application/secevent+jwt";

    public const string AccountDisabled = "https://schemas.openid.net/secevent/risc/event-type/account-disabled";

    public const string AccountEnabled = "https://schemas.openid.net/secevent/risc/event-type/account-enabled";

    private const string Machine = "scrapeguard";
    private const int JtiBytes = 16;
    private const long MicrosPerSecond = 1_000_000;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event type's URI; null: not an event of RISC.</summary>
    public static string? EventType(SafeguardEvent told) => told switch
    {
        { Account.Length: 0 } => null,
        { What: SafeguardWhat.EffectDone, Effect: EffectKind.Suspend } => AccountDisabled,
        { What: SafeguardWhat.EffectDone, Effect: EffectKind.Restore } => AccountEnabled,
        _ => null,
    };

    /// <summary>
    /// <c>jti</c>: 32 hexadecimal digits of SHA-256 over the event's id and the audience, so that a repeat of the event
    /// has the same, and another receiver's token another.
    /// </summary>
    public static string TokenId(SafeguardEvent told, string audience)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{told.Id}\n{audience}"));
        return Convert.ToHexStringLower(hash.AsSpan(0, JtiBytes));
    }

    /// <summary>The signed token; null when the event is none of RISC.</summary>
    /// <param name="told">What happened.</param>
    /// <param name="options">For whom.</param>
    /// <param name="signer">With which key.</param>
    /// <param name="issuedMicros">When it is issued (<c>iat</c>), in microseconds since 1970.</param>
    public static string? Create(SafeguardEvent told, RiscOptions options, TokenSigner signer, long issuedMicros)
    {
        if (EventType(told) is not { } type)
        {
            return null;
        }

        var token = new StringBuilder(1024);
        token.Append(Encode(json => WriteHeader(json, signer))).Append('.');
        token.Append(Encode(json => WriteClaims(json, told, type, options, issuedMicros)));
        var signature = signer.Sign(Encoding.ASCII.GetBytes(token.ToString()));
        return token.Append('.').Append(Base64Url.EncodeToString(signature)).ToString();
    }

    private static void WriteHeader(Utf8JsonWriter json, TokenSigner signer)
    {
        json.WriteStartObject();
        json.WriteString("typ"u8, "secevent+jwt"u8);
        json.WriteString("alg"u8, signer.Algorithm);
        json.WriteString("kid"u8, signer.KeyId);
        json.WriteEndObject();
    }

    private static void WriteClaims(
        Utf8JsonWriter json, SafeguardEvent told, string type, RiscOptions options, long issuedMicros)
    {
        json.WriteStartObject();
        json.WriteString("iss"u8, options.Issuer);
        json.WriteString("aud"u8, options.Audience);
        json.WriteString("jti"u8, TokenId(told, options.Audience));
        json.WriteNumber("iat"u8, issuedMicros / MicrosPerSecond);
        json.WriteNumber("toe"u8, told.TimeMicros / MicrosPerSecond);
        if (told.EffectId is not null)
        {
            json.WriteString("txn"u8, told.EffectId);
        }

        WriteSubject(json, told.Account, options);
        json.WriteStartObject("events"u8);
        json.WriteStartObject(type);
        if (type == AccountDisabled)
        {
            WriteReason(json, told);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteSubject(Utf8JsonWriter json, string account, RiscOptions options)
    {
        json.WriteStartObject("sub_id"u8);
        if (options.SubjectFormat == RiscSubjectFormat.IssuerSubject)
        {
            json.WriteString("format"u8, "iss_sub"u8);
            json.WriteString("iss"u8, options.SubjectIssuer ?? options.Issuer);
            json.WriteString("sub"u8, account);
        }
        else
        {
            json.WriteString("format"u8, "opaque"u8);
            json.WriteString("id"u8, account);
        }

        json.WriteEndObject();
    }

    // RISC knows two reasons, hijacking and bulk-account; a lone scraper is neither. In words it is told that, and no
    // more: what exactly was found is not for receivers, from whom it may reach those who scrape.
    private static void WriteReason(Utf8JsonWriter json, SafeguardEvent told)
    {
        if ((told.Campaign ?? told.Decision?.Campaign) is not null)
        {
            json.WriteString("reason"u8, "bulk-account"u8);
        }

        var machine = told.Actor == Machine;
        json.WriteString("initiating_entity"u8, machine ? "policy"u8 : "admin"u8);
        json.WriteStartObject("reason_admin"u8);
        json.WriteString("en"u8, machine ? "automated taking of the catalogue"u8 : "disabled by an administrator"u8);
        json.WriteEndObject();
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, Json))
        {
            write(json);
        }

        return Base64Url.EncodeToString(output.WrittenSpan);
    }
}
