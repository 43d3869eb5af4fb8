using System.Text;

namespace ScrapeGuard.Actions.Safeguards;

/// <summary>
/// Texts of strangers (names of accounts, reasons) as one line that shows what is there: control characters and those
/// that turn the direction of writing, hide or break a line become U+FFFD, and the length is bounded.
/// </summary>
internal static class PlainText
{
    /// <param name="text">Any text.</param>
    /// <param name="longest">The most characters (UTF-16 units) of the result; the last is then an ellipsis.</param>
    public static string Of(string text, int longest)
    {
        var line = new StringBuilder(Math.Min(text.Length, longest));
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = Hides(rune) ? Rune.ReplacementChar : rune;
            var more = line.Length + shown.Utf16SequenceLength;
            if (more > longest || (more == longest && more < text.Length))
            {
                return line.Append('…').ToString();
            }

            line.Append(shown);
        }

        return line.ToString();
    }

    private static bool Hides(Rune rune) => Rune.GetUnicodeCategory(rune) is
        System.Globalization.UnicodeCategory.Control
        or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator
        or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.OtherNotAssigned;
}
