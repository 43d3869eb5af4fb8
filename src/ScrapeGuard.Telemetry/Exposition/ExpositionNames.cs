using System.Text;

namespace ScrapeGuard.Telemetry.Exposition;

/// <summary>Names as Prometheus takes them: <c>[a-zA-Z_:][a-zA-Z0-9_:]*</c>, for labels without the colon.</summary>
internal static class ExpositionNames
{
    // A histogram's own series, and a counter's, end so; another metric's name must not.
    private static readonly string[] Reserved = ["_bucket", "_count", "_sum", "_total"];

    /// <summary>The name of a metric: its own, its unit, and <c>_total</c> on a counter.</summary>
    public static string OfMetric(string name, string unit, FamilyKind kind)
    {
        var text = Clean(name);
        foreach (var ending in Reserved)
        {
            text = Without(text, ending);
        }

        var word = kind == FamilyKind.Gauge && unit == "1" ? "ratio" : Clean(UnitWords.Of(unit)).Trim('_');
        if (word.Length > 0 && !text.EndsWith("_" + word, StringComparison.Ordinal))
        {
            text = $"{text.TrimEnd('_')}_{word}";
        }

        return kind == FamilyKind.Counter ? $"{text}_total" : text;
    }

    /// <summary>The name of a label; those that Prometheus keeps for itself are not taken.</summary>
    public static string OfLabel(string key)
    {
        var text = Clean(key);
        return text switch
        {
            "" or "_" => "label",
            "le" or "quantile" => $"exported_{text}",
            _ => text,
        };
    }

    private static string Without(string text, string ending) =>
        text.Length > ending.Length && text.EndsWith(ending, StringComparison.Ordinal)
            ? text[..^ending.Length]
            : text;

    // Runs of what is not taken become one underscore, so that no name begins with the two of Prometheus' own.
    private static string Clean(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                if (text.Length == 0 && char.IsAsciiDigit(c))
                {
                    text.Append('_');
                }

                text.Append(c);
            }
            else if (text.Length == 0 || text[^1] != '_')
            {
                text.Append('_');
            }
        }

        return text.ToString();
    }
}
