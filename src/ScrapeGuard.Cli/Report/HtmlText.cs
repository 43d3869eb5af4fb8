using System.Text;

namespace ScrapeGuard.Cli.Report;

/// <summary>
/// Text from outside as HTML text. What can't be seen is shown, so that two names never look alike by it.
/// </summary>
internal static class HtmlText
{
    /// <summary>Escaped for element content and quoted attributes.</summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var html = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            Append(html, rune);
        }

        return html.ToString();
    }

    /// <summary>A name from outside: isolated, so that its reading direction doesn't reach its neighbours.</summary>
    public static Markup Name(string? text) =>
        new(string.IsNullOrEmpty(text) ? "<i>(empty)</i>" : $"<bdi>{Escape(text)}</bdi>");

    private static void Append(StringBuilder html, Rune rune)
    {
        switch (rune.Value)
        {
            case '&':
                html.Append("&amp;");
                break;
            case '<':
                html.Append("&lt;");
                break;
            case '>':
                html.Append("&gt;");
                break;
            case '"':
                html.Append("&quot;");
                break;
            case '\'':
                html.Append("&#39;");
                break;
            case < 0x20:
                // Unicode has a picture of each control character, such as one of the line feed.
                html.Append((char)(0x2400 + rune.Value));
                break;
            case 0x7F:
                html.Append('\u2421');
                break;
            default:
                _ = IsInvisible(rune.Value) ? html.Append($"[U+{rune.Value:X4}]") : html.Append(rune.ToString());
                break;
        }
    }

    /// <summary>
    /// Controls, line breaks, turns of direction, and spaces of no width; not the joiners, which emoji need.
    /// </summary>
    private static bool IsInvisible(int value) =>
        value is (>= 0x80 and <= 0x9F) or 0x00AD or 0x061C or 0x180E or 0x200B or 0x200E or 0x200F
            or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF
            or (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE007F);
}
