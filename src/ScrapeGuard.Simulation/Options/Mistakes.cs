using System.Globalization;

namespace ScrapeGuard.Simulation;

/// <summary>Collects mistakes in options, so that all are told at once.</summary>
internal sealed class Mistakes
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string key, string value, string rule) => _lines.Add($"{key}: '{value}' {rule}");

    public void Within(string key, double value, double low, double high)
    {
        // Written so that a value that is no number fails too.
        if (!(value >= low && value <= high))
        {
            Add(key, Show(value), $"must be {Show(low)} to {Show(high)}");
        }
    }

    public void Above(string key, double value, double low, double high)
    {
        if (!(value > low && value <= high))
        {
            Add(key, Show(value), $"must be over {Show(low)}, at most {Show(high)}");
        }
    }

    private static string Show(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
