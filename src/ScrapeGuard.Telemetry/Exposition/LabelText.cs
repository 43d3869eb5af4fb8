using System.Globalization;
using System.Text;
using OpenTelemetry;

namespace ScrapeGuard.Telemetry.Exposition;

/// <summary>
/// Labels of a series: <c>name="value",name="value"</c> in order of name. In a value backslash, quote and line feed are
/// escaped, as the format asks (https://prometheus.io/docs/instrumenting/exposition_formats). What else would spoil the
/// page, control characters and halves of surrogates, becomes U+FFFD: the server refuses a page whole for one NUL.
/// </summary>
internal static class LabelText
{
    /// <summary>Most characters of a value; what is longer is cut.</summary>
    public const int MaxChars = 1_024;

    public static string Of(ReadOnlyTagCollection tags)
    {
        if (tags.Count == 0)
        {
            return "";
        }

        var labels = new List<(string Name, string Value)>(tags.Count);
        foreach (var (key, value) in tags)
        {
            labels.Add((ExpositionNames.OfLabel(key), TextOf(value)));
        }

        return Of(labels);
    }

    /// <summary>Values whose names are one by now are joined: a series has a label once.</summary>
    public static string Of(IEnumerable<(string Name, string Value)> labels)
    {
        var text = new StringBuilder();
        foreach (var same in labels.GroupBy(label => label.Name).OrderBy(same => same.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length == 0 ? "" : ",").Append(same.Key).Append("=\"");
            AppendValue(text, string.Join(';', same.Select(label => label.Value)));
            text.Append('"');
        }

        return text.ToString();
    }

    /// <summary>Appends the text of a HELP line, where a quote stands for itself.</summary>
    public static void AppendHelp(StringBuilder text, string help) => Append(text, help, escapeQuotes: false);

    public static void AppendValue(StringBuilder text, string value) => Append(text, value, escapeQuotes: true);

    private static void Append(StringBuilder text, string value, bool escapeQuotes)
    {
        var left = MaxChars;
        foreach (var rune in value.EnumerateRunes())
        {
            if (left-- == 0)
            {
                return;
            }

            _ = rune.Value switch
            {
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                '"' when escapeQuotes => text.Append(@"\"""),
                '\t' => text.Append('\t'),
                _ => text.Append(Rune.IsControl(rune) ? Rune.ReplacementChar : rune),
            };
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
