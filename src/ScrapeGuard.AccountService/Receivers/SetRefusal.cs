using System.Text;
using System.Text.Json;

namespace ScrapeGuard.AccountService.Receivers;

/// <summary>
/// Why a receiver refuses a token (RFC 8935, 2.3): <code>{"err":"invalid_key","description":"..."}</code>
/// </summary>
/// <param name="Error">The code; null when it gave none.</param>
/// <param name="Description">In words, safe to show; empty when it gave none.</param>
internal readonly record struct SetRefusal(string? Error, string Description)
{
    private const int MaxErrorChars = 64;
    private const int MaxDescriptionChars = 200;

    public static SetRefusal Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind != JsonValueKind.Object
                ? default
                : new SetRefusal(
                    TextOf(document.RootElement, "err", MaxErrorChars) is { Length: > 0 } error ? error : null,
                    TextOf(document.RootElement, "description", MaxDescriptionChars));
        }
        catch (JsonException)
        {
            // A refusal all the same, only without its reason.
            return new SetRefusal(null, "");
        }
    }

    private static string TextOf(JsonElement root, string name, int maxChars)
    {
        if (!root.TryGetProperty(name, out var member) || member.ValueKind != JsonValueKind.String)
        {
            return "";
        }

        try
        {
            return Shown(member.GetString()!, maxChars);
        }
        catch (InvalidOperationException)
        {
            // Half a character: no text.
            return "";
        }
    }

    /// <summary>A stranger's words: short, on one line, nothing hidden in them.</summary>
    private static string Shown(string text, int maxChars)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= maxChars)
            {
                break;
            }

            shown.Append(Rune.IsControl(rune) ? new Rune(' ') : rune);
        }

        return shown.ToString();
    }
}
