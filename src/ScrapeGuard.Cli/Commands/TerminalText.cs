using System.Globalization;
using System.Text;

namespace ScrapeGuard.Cli.Commands;

/// <summary>
/// Text from outside as a terminal may show it: nothing in it moves the cursor, ends the line, colours what follows or
/// turns the reading direction of its neighbours.
/// </summary>
internal static class TerminalText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;
    private const char FirstStrongIsolate = '\u2068';
    private const char PopDirectionalIsolate = '\u2069';

    /// <summary>
    /// What can't be seen is written as <c>\u{1B}</c>; letters that read from the right are isolated.
    /// </summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        var turns = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
                continue;
            }

            turns |= ReadsFromTheRight(rune.Value);
            shown.Append(rune);
        }

        return turns ? $"{FirstStrongIsolate}{shown}{PopDirectionalIsolate}" : shown.ToString();
    }

    /// <summary>Writes mistakes that are told to a person, a line each.</summary>
    public static void WriteLines(TextWriter output, IEnumerable<string> mistakes)
    {
        foreach (var mistake in mistakes)
        {
            output.WriteLine(Of(mistake));
        }
    }

    /// <summary>Emoji and some scripts need the joiners; an unpaired surrogate comes here as U+FFFD.</summary>
    private static bool IsHidden(Rune rune) =>
        rune.Value is not (ZeroWidthJoiner or ZeroWidthNonJoiner)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;

    /// <summary>The blocks of strong right-to-left letters (Unicode, UAX #9): Hebrew, Arabic and their kin.</summary>
    private static bool ReadsFromTheRight(int value) =>
        value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE)
            or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
