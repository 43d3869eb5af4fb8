using Microsoft.ML;
using ScrapeGuard.Detection.MlNet.Files;
using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.MlNet.Training;

/// <summary>
/// Trains ML.NET's RandomizedPca on rows of people (Halko, Martinsson and Tropp 2011): the features are brought to
/// mean 0 and variance 1, a few directions take most of what people do, and a row's score is the share of it that lies
/// outside of them. Fitted to a part of the people and calibrated on the others, as the forest is.
/// </summary>
public static class RandomizedPcaModelTrainer
{
    /// <param name="rows">People's features, [row, column] laid end to end.</param>
    /// <param name="names">Names of the columns, no two alike.</param>
    /// <param name="pca">Shape of the model.</param>
    /// <param name="options">Name, seed (the forest's), who is held out and how scores are kept.</param>
    /// <param name="groups">Whose each row is; empty: each row is a person's only one.</param>
    /// <param name="calibrating">Groups that are held out whatever is drawn.</param>
    /// <returns>The file: equal rows and options give an equal one.</returns>
    /// <exception cref="ArgumentException">
    /// Options out of range, names that do not fit, or too few people: two rows to fit and one to calibrate are the
    /// least.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rows do not suffice for the rank.</exception>
    public static byte[] Train(
        ReadOnlySpan<float> rows,
        IReadOnlyList<string> names,
        RandomizedPcaOptions pca,
        DetectionModelOptions options,
        ReadOnlySpan<int> groups = default,
        IReadOnlySet<int>? calibrating = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(pca);
        ArgumentNullException.ThrowIfNull(options);
        var columns = names.Count;
        string[] errors = [.. pca.Validate(columns), .. options.Validate()];
        if (errors.Length > 0)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        var seed = options.Forest.Seed;
        var split = ConformalSplit.Of(rows, columns, options.HoldOutShare, seed, groups, calibrating);
        if (split.Fitted.Length < 2 * columns || split.Calibration.Length == 0)
            throw new ArgumentException($"{rows.Length / columns} rows are too few to fit and to calibrate",
                nameof(rows));
        var context = new MLContext(seed: (int)(seed & int.MaxValue));
        var people = PeopleView.Of(context, split.Fitted, names);
        var pipeline = context.Transforms.NormalizeMeanVariance(PeopleView.Features, fixZero: false)
            .Append(context.AnomalyDetection.Trainers.RandomizedPca(
                PeopleView.Features, rank: pca.Rank, oversampling: pca.Oversampling, seed: (int)(seed & int.MaxValue)));
        var model = MlNetModelFile.Save(context, pipeline.Fit(people), people.Schema);
        var (file, error) = MlNetModelFile.Calibrate(
            new MemoryStream(model, writable: false), split.Calibration, rows, names, options);
        return file ?? throw new InvalidOperationException(error);
    }
}
