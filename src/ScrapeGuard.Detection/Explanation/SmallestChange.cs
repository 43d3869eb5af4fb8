using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.Explanation;

/// <summary>
/// The smallest change of a row that makes it look like people: features are moved one after the other to the nearest
/// end of what nine people in ten have, each time the one that brings the score down most, until it is low enough. A
/// greedy counterfactual (S. Wachter, B. Mittelstadt and C. Russell 2017): short, not always the shortest.
/// </summary>
public static class SmallestChange
{
    /// <summary>Finds the features to move, in their order.</summary>
    /// <param name="model">The model.</param>
    /// <param name="row">The row, one value a feature.</param>
    /// <param name="pValue">How many people may look as unusual afterwards, at least: 0 to 1.</param>
    /// <returns>
    /// The features and the values that they move to; empty when the row is like people already, or when moving all
    /// that lies outside does not help.
    /// </returns>
    public static IReadOnlyList<(int Feature, float Value)> Of(
        DetectionModel model, ReadOnlySpan<float> row, double pValue)
    {
        ArgumentNullException.ThrowIfNull(model);
        var changed = row.ToArray();
        var changes = new List<(int Feature, float Value)>();
        while (model.PValue(model.Score(changed)) < pValue)
        {
            if (Best(model, changed) is not { } best)
                return [];
            changed[best.Feature] = best.Value;
            changes.Add(best);
        }
        return changes;
    }

    /// <summary>The single move that brings the score down most; null when none does.</summary>
    private static (int Feature, float Value)? Best(DetectionModel model, float[] row)
    {
        (int Feature, float Value)? best = null;
        var lowest = model.Score(row);
        for (var feature = 0; feature < row.Length; feature++)
        {
            var people = model.References[feature];
            var before = row[feature];
            // What is missing, in the row or among people, cannot be moved: comparisons with NaN are false.
            var nearest = before < people.Low ? people.Low : before > people.High ? people.High : before;
            if (nearest.Equals(before))
                continue;
            row[feature] = nearest;
            var score = model.Score(row);
            row[feature] = before;
            if (score < lowest)
                (best, lowest) = ((feature, nearest), score);
        }
        return best;
    }
}
