using ScrapeGuard.Detection.Calibration;
using ScrapeGuard.Detection.Forests;
using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Models;

/// <summary>
/// Trains models on rows of people. The forest is fitted to a part of the people and calibrated on the others (split
/// conformal: Papadopoulos 2002): scores of rows that a forest was fitted to are too low, and thresholds from them
/// would suspend more people than promised.
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

        var heldOut = HoldOut(groups, count, options, calibrating);
        var fitted = Select(rows, columns, heldOut, wanted: false);
        var calibration = Select(rows, columns, heldOut, wanted: true);
        if (fitted.Length < 2 * columns || calibration.Length == 0)
            throw new ArgumentException($"{count} rows are too few to fit and to calibrate", nameof(rows));
        var forest = IsolationForestTrainer.Fit(fitted, columns, options.Forest);
        var scores = new float[calibration.Length / columns];
        forest.Score(calibration, scores);
        var table = QuantileTableBuilder.Build(scores, options.Calibration);
        return new DetectionModel(metadata, forest, table, FeatureReference.FromRows(rows, columns));
    }

    /// <summary>Marks the rows of a random share of the groups, by the order of one draw a group.</summary>
    private static bool[] HoldOut(
        ReadOnlySpan<int> groups, int count, DetectionModelOptions options, IReadOnlySet<int>? calibrating)
    {
        var people = new SortedSet<int>();
        for (var row = 0; row < count; row++)
            people.Add(groups.IsEmpty ? row : groups[row]);
        var random = new SplitMix64(new SplitMix64(~options.Forest.Seed).Next());
        var order = new int[people.Count];
        people.CopyTo(order);
        var wanted = (int)Math.Ceiling(order.Length * options.HoldOutShare);
        var chosen = new HashSet<int>();
        for (var i = 0; i < wanted; i++)
        {
            var pick = i + random.NextInt(order.Length - i);
            (order[i], order[pick]) = (order[pick], order[i]);
            chosen.Add(order[i]);
        }
        chosen.UnionWith(calibrating ?? new HashSet<int>());
        var heldOut = new bool[count];
        for (var row = 0; row < count; row++)
            heldOut[row] = chosen.Contains(groups.IsEmpty ? row : groups[row]);
        return heldOut;
    }

    private static float[] Select(ReadOnlySpan<float> rows, int columns, bool[] heldOut, bool wanted)
    {
        var selected = new List<float>();
        for (var row = 0; row < heldOut.Length; row++)
        {
            if (heldOut[row] == wanted)
                selected.AddRange(rows.Slice(row * columns, columns));
        }
        return [.. selected];
    }
}
