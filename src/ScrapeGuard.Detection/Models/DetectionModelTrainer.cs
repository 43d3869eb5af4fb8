using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Forests;

namespace ScrapeGuard.Detection.Models;

/// <summary>
/// Trains models on rows of people: the forest is fitted to a part of the people and calibrated on the others
/// (<see cref="ConformalSplit"/>).
/// </summary>
public static class DetectionModelTrainer
{
    /// <param name="rows">People's features, [row, column] laid end to end.</param>
    /// <param name="columns">Values in a row.</param>
    /// <param name="names">Names of the columns, no two alike.</param>
    /// <param name="options">How to train.</param>
    /// <param name="groups">
    /// Whose each row is, one number a row: a person is held out with all rows or none, for a person's days resemble
    /// each other. Empty: each row is a person's only one.
    /// </param>
    /// <param name="calibrating">
    /// Groups that are held out whatever is drawn: people whom someone looked at because they seemed strange. The
    /// forest is not fitted to them, and a threshold has to let them pass.
    /// </param>
    /// <exception cref="ArgumentException">
    /// Options out of range, names that do not fit, or too few people: two rows to fit and one to calibrate are the
    /// least.
    /// </exception>
    public static DetectionModel Train(
        ReadOnlySpan<float> rows,
        int columns,
        IReadOnlyList<string> names,
        DetectionModelOptions options,
        ReadOnlySpan<int> groups = default,
        IReadOnlySet<int>? calibrating = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(options);
        var errors = options.Validate();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        if (columns < 1 || names.Count != columns || rows.Length % columns != 0)
            throw new ArgumentException($"{rows.Length} values, {columns} columns, {names.Count} names", nameof(names));
        var count = rows.Length / columns;
        if (!groups.IsEmpty && groups.Length != count)
            throw new ArgumentException($"{groups.Length} groups for {count} rows", nameof(groups));
        var metadata = new ModelMetadata(options.Name, count, options.Forest.Seed, [.. names]);
        if (metadata.Fault() is { } fault)
            throw new ArgumentException(fault, nameof(names));

        var split = ConformalSplit.Of(
            rows, columns, options.HoldOutShare, options.Forest.Seed, groups, calibrating);
        if (split.Fitted.Length < 2 * columns || split.Calibration.Length == 0)
            throw new ArgumentException($"{count} rows are too few to fit and to calibrate", nameof(rows));
        var forest = IsolationForestTrainer.Fit(split.Fitted, columns, options.Forest);
        var scores = new float[split.Calibration.Length / columns];
        forest.Score(split.Calibration, scores);
        var table = QuantileTableBuilder.Build(scores, options.Calibration);
        return new DetectionModel(metadata, forest, table, FeatureReference.FromRows(rows, columns));
    }
}
