using Microsoft.ML;
using Microsoft.ML.Data;
using ScrapeGuard.Detection.MlNet.Training;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Tests;

/// <summary>Models as other programs save them, and our own.</summary>
internal static class SampleModels
{
    public static RandomizedPcaOptions Pca { get; } = new() { Rank = 4, Oversampling = 8 };

    /// <summary>A calibrated RandomizedPca.</summary>
    public static byte[] RandomizedPca(ulong seed = 1, int people = 3_000) => RandomizedPcaModelTrainer.Train(
        People.Rows(seed, people), People.Names, Pca,
        new DetectionModelOptions { Name = "pca", Forest = new() { Seed = seed } });

    /// <summary>A classifier over a column for each of two features, in an order of its own; it has a Label.</summary>
    public static byte[] Classifier(params string[] features)
    {
        var context = new MLContext(seed: 1);
        var rows = People.Rows(3, 400);
        var data = context.Data.LoadFromEnumerable(Enumerable.Range(0, 400).Select(row => new TwoFeatures
        {
            Label = rows[row * People.Columns] > 3,
            First = rows[row * People.Columns],
            Second = rows[row * People.Columns + 1],
        }), Renamed(features));
        var pipeline = context.Transforms.Concatenate("Features", features[1], features[0])
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression());
        return Saved(context, pipeline.Fit(data), data.Schema);
    }

    /// <summary>Writes a model as any program does.</summary>
    public static byte[] Saved(MLContext context, ITransformer model, DataViewSchema schema)
    {
        var output = new MemoryStream();
        context.Model.Save(model, schema, output);
        return output.ToArray();
    }

    private static SchemaDefinition Renamed(string[] features)
    {
        var definition = SchemaDefinition.Create(typeof(TwoFeatures));
        definition[nameof(TwoFeatures.First)].ColumnName = features[0];
        definition[nameof(TwoFeatures.Second)].ColumnName = features[1];
        return definition;
    }

    public sealed class TwoFeatures
    {
        public bool Label { get; set; }

        public float First { get; set; }

        public float Second { get; set; }
    }
}
