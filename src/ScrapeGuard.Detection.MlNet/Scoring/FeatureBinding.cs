using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScrapeGuard.Detection.MlNet.Scoring;

/// <summary>
/// Which values of a row go into which input columns of a model, by name: a column of one number is a feature of that
/// name, and each slot of a vector is one by its slot name. Order and choice are the model's; what it needs and we do
/// not have is a mistake, and so is a vector that does not say what its slots are.
/// </summary>
internal sealed class FeatureBinding
{
    private const int MostNamed = 8;

    /// <summary>By column of the schema: places in the row; null for a column that is not needed.</summary>
    private readonly int[]?[] _places;

    private FeatureBinding(DataViewSchema schema, int columns, int[]?[] places)
    {
        Schema = schema;
        Columns = columns;
        _places = places;
    }

    /// <summary>What the model takes.</summary>
    public DataViewSchema Schema { get; }

    /// <summary>Values in a row.</summary>
    public int Columns { get; }

    /// <summary>Binds the columns that the score depends on.</summary>
    /// <param name="schema">What the model takes.</param>
    /// <param name="needed">The columns of it that the score depends on.</param>
    /// <param name="names">Names of the features in order of a row.</param>
    /// <param name="mistake">Receives a sentence that names what does not fit.</param>
    public static FeatureBinding? Of(
        DataViewSchema schema,
        IEnumerable<DataViewSchema.Column> needed,
        IReadOnlyList<string> names,
        out string? mistake)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
            places[names[i]] = i;
        var bound = new int[]?[schema.Count];
        var unknown = new List<string>();
        mistake = null;
        foreach (var column in needed)
        {
            if (SlotsOf(column, out mistake) is not { } slots)
                return null;
            bound[column.Index] = [.. slots.Select(slot => places.GetValueOrDefault(slot, -1))];
            unknown.AddRange(slots.Where(slot => !places.ContainsKey(slot)));
        }
        if (unknown.Count > 0)
        {
            var rest = unknown.Count > MostNamed ? $" and {unknown.Count - MostNamed} more" : "";
            mistake = $"it has features that are not known here: {string.Join(", ", unknown.Take(MostNamed))}{rest}";
            return null;
        }
        if (Array.TrueForAll(bound, column => column is null))
        {
            mistake = "its score depends on no feature";
            return null;
        }
        return new FeatureBinding(schema, names.Count, bound);
    }

    /// <summary>Places in the row of a column's values; null when it is not needed.</summary>
    public int[]? PlacesOf(DataViewSchema.Column column) =>
        column.Index < _places.Length ? _places[column.Index] : null;

    private static List<string>? SlotsOf(DataViewSchema.Column column, out string? mistake)
    {
        mistake = null;
        if (column.Type == NumberDataViewType.Single)
            return [column.Name];
        if (column.Type is not VectorDataViewType vector || vector.ItemType != NumberDataViewType.Single)
        {
            mistake = $"it needs the column {column.Name} of type {column.Type}; features are Single";
            return null;
        }
        if (!column.HasSlotNames())
        {
            mistake = $"its vector {column.Name} of {vector.Size} has no slot names, so nobody knows which feature is "
                + "which";
            return null;
        }
        VBuffer<ReadOnlyMemory<char>> slots = default;
        column.GetSlotNames(ref slots);
        return [.. slots.DenseValues().Select(slot => slot.ToString())];
    }
}
