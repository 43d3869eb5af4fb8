using Microsoft.ML.Data;

namespace ScrapeGuard.Detection.MlNet.Training;

/// <summary>
/// Gives the slots of a vector the names of the features, so that whoever reads the model knows which is which.
/// </summary>
internal static class SlotNaming
{
    private const string Annotation = "SlotNames";

    public static void Name(SchemaDefinition.Column vector, IReadOnlyList<string> names)
    {
        var slots = new VBuffer<ReadOnlyMemory<char>>(names.Count, [.. names.Select(name => name.AsMemory())]);
        vector.ColumnType = new VectorDataViewType(NumberDataViewType.Single, names.Count);
        vector.AddAnnotation(Annotation, slots, new VectorDataViewType(TextDataViewType.Instance, names.Count));
    }
}
