using System.Globalization;
using System.Text;

namespace ScrapeGuard.Cli.Policies;

/// <summary>
/// Texts as YAML's double-quoted scalars (YAML 1.2, 7.3.1), which can hold every character; names that are plain words
/// to a YAML 1.1 reader too stay as they are.
/// </summary>
internal static class YamlText
{
    // Words that YAML 1.1 readers take for a boolean or nothing. NO, the country, is the famous one.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
        { "null", "true", "false", "yes", "no", "on", "off", "y", "n" };

    public static string Of(string text) => IsPlain(text) ? text : Quoted(text);

    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && !Reserved.Contains(text)
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                var value when isHidden => value > char.MaxValue ? $"\\U{value:X8}" : $"\\u{value:X4}",
                _ => rune.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
