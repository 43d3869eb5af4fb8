using System.Globalization;
using System.Text;

namespace ScrapeGuard.Cli.Policies;

/// <summary>
/// Text of a file as an error shows it: short, on one line, and without characters that would move a terminal's cursor
/// or turn the reading direction.
/// </summary>
internal static class ShownText
{
    private const int MaxShownChars = 60;

    public static string Of(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, MaxShownChars));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= MaxShownChars)
            {
                return shown.Append("...").ToString();
            }

            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            shown.Append(hidden ? $"\\u{rune.Value:X4}" : rune.ToString());
        }

        return shown.Length == 0 ? "''" : shown.ToString();
    }
}
