using System.Globalization;
using System.Text;

namespace ScrapeGuard.Telemetry.Exposition;

/// <summary>One metric of the page with all its series, each of other labels.</summary>
internal sealed class MetricFamily(string name, FamilyKind kind, string help)
{
    private readonly SortedDictionary<string, string> _series = new(StringComparer.Ordinal);

    public FamilyKind Kind => kind;

    /// <summary>Takes the value of a counter or gauge; false when a series has these labels already.</summary>
    public bool TryAdd(string labels, double value) =>
        _series.TryAdd(labels, $"{name}{Braced(labels)} {Number(value)}\n");

    /// <summary>Takes a histogram; false when one has these labels already.</summary>
    /// <param name="labels">Of the series, without <c>le</c>.</param>
    /// <param name="buckets">Upper bounds, rising, and how many values lie at or below each and above the last.</param>
    /// <param name="sum">Of all values.</param>
    public bool TryAdd(string labels, IEnumerable<(double Bound, long Count)> buckets, double sum)
    {
        var text = new StringBuilder();
        var before = labels.Length == 0 ? "" : labels + ",";
        var count = 0L;
        foreach (var (bound, here) in buckets)
        {
            count += here;
            text.Append($"{name}_bucket{{{before}le=\"{Number(bound)}\"}} {count}\n");
        }

        text.Append($"{name}_sum{Braced(labels)} {Number(sum)}\n{name}_count{Braced(labels)} {count}\n");
        return _series.TryAdd(labels, text.ToString());
    }

    /// <summary>Writes the family; nothing when it has no series.</summary>
    public void WriteTo(StringBuilder page)
    {
        if (_series.Count == 0)
        {
            return;
        }

        page.Append("# HELP ").Append(name).Append(' ');
        LabelText.AppendHelp(page, help);
        page.Append("\n# TYPE ").Append(name).Append(' ').Append(kind switch
        {
            FamilyKind.Counter => "counter",
            FamilyKind.Gauge => "gauge",
            _ => "histogram",
        }).Append('\n');
        foreach (var series in _series.Values)
        {
            page.Append(series);
        }
    }

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };
}
