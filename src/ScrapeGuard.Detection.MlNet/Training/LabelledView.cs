using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScrapeGuard.Detection.MlNet.Training;

/// <summary>
/// People's and scrapers' rows as ML.NET reads them: one vector whose slots have the names of the features, what it is
/// of, and a weight. Both sides weigh alike, however few the scrapers are.
/// </summary>
internal static class LabelledView
{
    public const string Features = nameof(Row.Features);
    public const string Label = nameof(Row.Label);
    public const string Weight = nameof(Row.Weight);

    /// <param name="context">ML.NET.</param>
    /// <param name="people">[row, column] laid end to end.</param>
    /// <param name="scrapers">[row, column] laid end to end.</param>
    /// <param name="names">Names of the columns.</param>
    public static IDataView Of(MLContext context, float[] people, float[] scrapers, IReadOnlyList<string> names)
    {
        var columns = names.Count;
        var definition = SchemaDefinition.Create(typeof(Row));
        SlotNaming.Name(definition[Features], names);
        var weight = (float)people.Length / scrapers.Length;
        Row[] rows = [.. Rows(people, columns, isScraper: false, 1), .. Rows(scrapers, columns, true, weight)];
        return context.Data.LoadFromEnumerable(rows, definition);
    }

    private static IEnumerable<Row> Rows(float[] values, int columns, bool isScraper, float weight) =>
        Enumerable.Range(0, values.Length / columns).Select(row => new Row
        {
            Features = values.AsSpan(row * columns, columns).ToArray(),
            Label = isScraper,
            Weight = weight,
        });

    /// <summary>ML.NET makes a column of each property.</summary>
    private sealed class Row
    {
        public float[] Features { get; init; } = [];

        public bool Label { get; init; }

        public float Weight { get; init; }
    }
}
