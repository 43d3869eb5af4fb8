using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Console.SignIn.Tokens;

/// <summary>
/// Checks bearer tokens (RFC 7519, as RFC 8725 wants it): signature by a key of the issuer with that key's own
/// algorithm, issuer, audience, times, and a role. What a token says of its own key is not looked at.
/// </summary>
internal sealed class TokenVerifier(OidcOptions options, ITokenKeys keys, TimeProvider time)
{
    private const int MaxChars = 16 << 10;
    private const int MaxNameBytes = 128;
    private const long SkewSeconds = 60;
    private const long MicrosPerSecond = 1_000_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly string[] NameClaims = ["preferred_username", "email", "name", "sub"];

    /// <summary>Who a token speaks for; null, with the reason in a few words, when it is not to be believed.</summary>
    public async Task<(Person? Person, string Reason)> CheckAsync(string token, CancellationToken cancellation)
    {
        var parts = token.Length <= MaxChars ? token.Split('.') : [];
        if (parts.Length != 3 || Parse(parts[0]) is not { } header || Parse(parts[1]) is not { } claims
            || !Base64Url.IsValid(parts[2]))
        {
            return (null, "it is no token");
        }

        using (header)
        using (claims)
        {
            // An extension that must be understood is not.
            if (header.RootElement.TryGetProperty("crit", out _))
            {
                return (null, "it has extensions that are not known");
            }

            var algorithm = TextOf(header.RootElement, "alg");
            var found = await keys.FindAsync(TextOf(header.RootElement, "kid"), cancellation);
            var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
            var signature = Base64Url.DecodeFromChars(parts[2]);
            return found.Any(key => key.Algorithm == algorithm && key.Verifies(signed, signature))
                ? Read(claims.RootElement)
                : (null, "it is not signed by the issuer");
        }
    }

    private (Person? Person, string Reason) Read(JsonElement claims)
    {
        var now = UnixMicros.Of(time.GetUtcNow()) / MicrosPerSecond;
        if (TextOf(claims, "iss") != options.Issuer)
        {
            return (null, "it is of another issuer");
        }

        if (!TextsOf(claims, "aud").Contains(options.Audience, StringComparer.Ordinal))
        {
            return (null, "it is for another audience");
        }

        if (SecondsOf(claims, "exp") is not { } expires || expires + SkewSeconds <= now)
        {
            return (null, "it has expired");
        }

        if (SecondsOf(claims, "nbf") > now + SkewSeconds || SecondsOf(claims, "iat") > now + SkewSeconds)
        {
            return (null, "it does not hold yet");
        }

        var name = NameClaims.Select(claim => TextOf(claims, claim)).FirstOrDefault(IsName);
        if (name is null || RoleOf(claims) is not { } role)
        {
            return (null, name is null ? "it names nobody" : "it has no role here");
        }

        return (new Person(name, role, (long)expires * MicrosPerSecond, IsSession: false), "");
    }

    private Role? RoleOf(JsonElement claims)
    {
        Role? highest = null;
        foreach (var text in TextsOf(claims, options.RoleClaim).SelectMany(text => text.Split(' ')))
        {
            if (text.StartsWith(options.RolePrefix, StringComparison.Ordinal)
                && RoleWords.TryParse(text[options.RolePrefix.Length..], out var role) && !(role <= highest))
            {
                highest = role;
            }
        }

        return highest;
    }

    private static bool IsName(string? text) =>
        !string.IsNullOrWhiteSpace(text) && Encoding.UTF8.GetByteCount(text) <= MaxNameBytes
        && !text.Any(char.IsControl);

    private static JsonDocument? Parse(string part)
    {
        if (!Base64Url.IsValid(part))
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static IEnumerable<string> TextsOf(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.GetString()!)]
        : [];

    private static double? SecondsOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var seconds) && seconds is >= 0 and < 1e11
                ? seconds
                : null;
}
