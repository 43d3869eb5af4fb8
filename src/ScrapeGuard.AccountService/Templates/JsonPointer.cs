using System.Globalization;
using System.Text.Json;

namespace ScrapeGuard.AccountService.Templates;

/// <summary>A place in a JSON document (RFC 6901).</summary>
internal sealed class JsonPointer
{
    private readonly string[] _tokens;

    private JsonPointer(string[] tokens) => _tokens = tokens;

    /// <summary>Null when the text is no pointer: it is empty, or each token follows a slash.</summary>
    public static JsonPointer? Parse(string text)
    {
        if (text.Length == 0)
        {
            return new JsonPointer([]);
        }

        var tokens = text.Split('/');
        return tokens[0].Length > 0 || !tokens.All(IsToken)
            ? null
            : new JsonPointer([.. tokens.Skip(1).Select(Unescape)]);
    }

    /// <summary>What stands at the place; null when nothing does.</summary>
    public JsonElement? Find(JsonElement root)
    {
        var found = root;
        foreach (var token in _tokens)
        {
            if (found.ValueKind == JsonValueKind.Object && found.TryGetProperty(token, out var member))
            {
                found = member;
            }
            else if (found.ValueKind == JsonValueKind.Array
                && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                && index < found.GetArrayLength())
            {
                found = found[index];
            }
            else
            {
                return null;
            }
        }

        return found;
    }

    // A tilde is always the first half of ~0 or ~1.
    private static bool IsToken(string token)
    {
        for (var i = 0; i < token.Length; i++)
        {
            if (token[i] == '~' && (i + 1 == token.Length || token[i + 1] is not ('0' or '1')))
            {
                return false;
            }
        }

        return true;
    }

    // In this order ~01 stays a tilde and a one.
    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
