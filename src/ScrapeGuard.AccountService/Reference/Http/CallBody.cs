using System.Text;
using System.Text.Json;
using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Core.Time;

namespace ScrapeGuard.AccountService.Reference.Http;

/// <summary>Reads the body of a call.</summary>
internal static class CallBody
{
    public const int MaxAccountBytes = 128;
    private const int MaxKeyChars = 128;
    private const int MaxReasonChars = 1_024;
    private const int MaxCampaignChars = 128;

    /// <summary>Null, with the mistake told, when it is no call.</summary>
    public static AccountCall? Read(string? key, EffectKind kind, JsonElement body, out string mistake)
    {
        mistake = "";
        if (key is not { Length: >= 1 and <= MaxKeyChars } || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            mistake = $"the header Idempotency-Key must be 1 to {MaxKeyChars} visible letters";
            return null;
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            mistake = "the body must be an object";
            return null;
        }

        var account = TextOf(body, "account", ref mistake);
        var reason = TextOf(body, "reason", ref mistake);
        var campaign = TextOf(body, "campaign", ref mistake);
        var until = TextOf(body, "until", ref mistake);
        if (mistake.Length > 0)
        {
            return null;
        }

        long? untilMicros = null;
        if (until is not null)
        {
            if (!Rfc3339.TryParse(Encoding.UTF8.GetBytes(until), out var micros))
            {
                mistake = "until must be a time of RFC 3339";
                return null;
            }

            untilMicros = micros;
        }

        mistake = !IsAccount(account) ? $"account must be 1 to {MaxAccountBytes} bytes"
            : reason is not { Length: <= MaxReasonChars } ? $"reason must be at most {MaxReasonChars} characters"
            : campaign?.Length > MaxCampaignChars ? $"campaign must be at most {MaxCampaignChars} characters"
            : "";
        return mistake.Length > 0 ? null : new AccountCall(key, account!, kind, reason!, untilMicros, campaign);
    }

    public static bool IsAccount(string? account) =>
        account is not null && Encoding.UTF8.GetByteCount(account) is >= 1 and <= MaxAccountBytes;

    /// <summary>A member's text; null when it is not there or null.</summary>
    public static string? TextOf(JsonElement body, string name, ref string mistake)
    {
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        try
        {
            if (member.ValueKind == JsonValueKind.String)
            {
                return member.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            // An escape of half a character.
        }

        mistake = $"{name} must be a text";
        return null;
    }
}
