using Microsoft.ML;
using Microsoft.ML.Trainers;
using ScrapeGuard.Detection.MlNet.Files;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Training;

/// <summary>
/// Trains ML.NET's logistic regression (L-BFGS) to tell scrapers that analysts found from people: the features are
/// brought to mean 0 and variance 1. It knows what it was shown: a scraper of a new kind may look like a person to it,
/// which is what rules and sequential tests are for. Fitted to a part of the people and calibrated on the others, as
/// the forest is.
/// </summary>
public static class ClassifierModelTrainer
{
    /// <param name="people">People's features, [row, column] laid end to end.</param>
    /// <param name="scrapers">Scrapers' features, laid out the same way.</param>
    /// <param name="names">Names of the columns, no two alike.</param>
    /// <param name="options">Name, seed (the forest's), who is held out and how scores are kept.</param>
    /// <param name="groups">Whose each row of people is; empty: each row is a person's only one.</param>
    /// <param name="calibrating">Groups that are held out whatever is drawn.</param>
    /// <returns>The file: equal rows and options give an equal one.</returns>
    /// <exception cref="ArgumentException">
    /// Options out of range, names that do not fit, or too few rows: two of people to fit and one to calibrate, and two
    /// of scrapers, are the least.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rows do not suffice for a model.</exception>
    public static byte[] Train(
        ReadOnlySpan<float> people,
        ReadOnlySpan<float> scrapers,
        IReadOnlyList<string> names,
        DetectionModelOptions options,
        ReadOnlySpan<int> groups = default,
        IReadOnlySet<int>? calibrating = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(options);
        var columns = names.Count;
        if (options.Validate() is { Count: > 0 } errors)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        if (scrapers.Length % columns != 0)
            throw new ArgumentException($"{scrapers.Length} values, {columns} columns", nameof(scrapers));
        var split = ConformalSplit.Of(people, columns, options.HoldOutShare, options.Forest.Seed, groups, calibrating);
        if (split.Fitted.Length < 2 * columns || split.Calibration.Length == 0 || scrapers.Length < 2 * columns)
            throw new ArgumentException(
                $"{people.Length / columns} rows of people and {scrapers.Length / columns} of scrapers are too few to "
                    + "fit and to calibrate",
                nameof(people));
        var context = new MLContext(seed: (int)(options.Forest.Seed & int.MaxValue));
        var rows = LabelledView.Of(context, split.Fitted, scrapers.ToArray(), names);
        var pipeline = context.Transforms.NormalizeMeanVariance(LabelledView.Features, fixZero: false)
            .Append(context.BinaryClassification.Trainers.LbfgsLogisticRegression(Shape()));
        var model = MlNetModelFile.Save(context, pipeline.Fit(rows), rows.Schema);
        var (file, error) = MlNetModelFile.Calibrate(
            new MemoryStream(model, writable: false), split.Calibration, people, names, options);
        return file ?? throw new InvalidOperationException(error);
    }

    // One thread: sums of floats in another order would be another model.
    private static LbfgsLogisticRegressionBinaryTrainer.Options Shape() => new()
    {
        FeatureColumnName = LabelledView.Features,
        LabelColumnName = LabelledView.Label,
        ExampleWeightColumnName = LabelledView.Weight,
        NumberOfThreads = 1,
    };
}
