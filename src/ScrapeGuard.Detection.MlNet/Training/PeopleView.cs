using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScrapeGuard.Detection.MlNet.Training;

/// <summary>Rows as ML.NET reads them: one vector whose slots have the names of the features.</summary>
internal static class PeopleView
{
    public const string Features = nameof(Row.Features);

    /// <param name="context">ML.NET.</param>
    /// <param name="rows">[row, column] laid end to end.</param>
    /// <param name="names">Names of the columns.</param>
    public static IDataView Of(MLContext context, float[] rows, IReadOnlyList<string> names)
    {
        var columns = names.Count;
        var definition = SchemaDefinition.Create(typeof(Row));
        SlotNaming.Name(definition[Features], names);
        var list = Enumerable.Range(0, rows.Length / columns)
            .Select(row => new Row { Features = rows.AsSpan(row * columns, columns).ToArray() })
            .ToArray();
        return context.Data.LoadFromEnumerable(list, definition);
    }

    /// <summary>ML.NET makes a column of each property.</summary>
    private sealed class Row
    {
        public float[] Features { get; init; } = [];
    }
}
