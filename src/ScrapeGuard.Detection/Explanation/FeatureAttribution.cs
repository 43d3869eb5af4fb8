using ScrapeGuard.Detection.Models;

namespace ScrapeGuard.Detection.Explanation;

/// <summary>
/// Explains a score by ablation: each feature in turn is replaced by the people's median, and weighs as much as the
/// score then falls. The account's own row is the background, so what is named really was different about this account;
/// of two features that say the same, each weighs little (as with every one-at-a-time method). Allocates nothing.
/// </summary>
public static class FeatureAttribution
{
    /// <summary>Fills <paramref name="weights"/>, one a feature, each at least 0 and in units of the score.</summary>
    /// <returns>The score of the row itself.</returns>
    /// <exception cref="ArgumentException">Row or weights of another length than the model's schema.</exception>
    public static float Attribute(DetectionModel model, ReadOnlySpan<float> row, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (row.Length != model.Columns || weights.Length != model.Columns)
            throw new ArgumentException(
                $"{row.Length} values and {weights.Length} weights for {model.Columns} features", nameof(row));
        Span<float> ablated = stackalloc float[row.Length];
        row.CopyTo(ablated);
        var score = model.Score(row);
        for (var i = 0; i < row.Length; i++)
        {
            var median = model.References[i].Median;
            weights[i] = 0;
            if (float.IsNaN(median) || row[i].Equals(median))
                continue;
            ablated[i] = median;
            weights[i] = Math.Max(0, score - model.Score(ablated));
            ablated[i] = row[i];
        }
        return score;
    }

    /// <summary>
    /// Picks the features of greatest weight above 0, heaviest first and of equal ones the first, as many as
    /// <paramref name="top"/> holds.
    /// </summary>
    /// <returns>How many were picked.</returns>
    public static int PickTop(ReadOnlySpan<float> weights, Span<int> top)
    {
        var count = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] > 0))
                continue;
            // Insertion among the few already picked: k is small, and nothing is allocated.
            var at = count;
            while (at > 0 && weights[top[at - 1]] < weights[i])
                at--;
            if (at == top.Length)
                continue;
            count = Math.Min(count + 1, top.Length);
            for (var j = count - 1; j > at; j--)
                top[j] = top[j - 1];
            top[at] = i;
        }
        return count;
    }

    /// <summary>The heaviest features of a row with values and expected ranges; see the other two methods.</summary>
    /// <returns>How many were written to <paramref name="evidence"/>.</returns>
    public static int Explain(DetectionModel model, ReadOnlySpan<float> row, Span<FeatureEvidence> evidence)
    {
        ArgumentNullException.ThrowIfNull(model);
        Span<float> weights = stackalloc float[model.Columns];
        Span<int> top = stackalloc int[Math.Min(evidence.Length, model.Columns)];
        Attribute(model, row, weights);
        var count = PickTop(weights, top);
        for (var i = 0; i < count; i++)
        {
            var feature = top[i];
            var people = model.References[feature];
            evidence[i] = new FeatureEvidence(feature, model.FeatureNames[feature], row[feature],
                people.Low, people.Median, people.High, weights[feature]);
        }
        return count;
    }
}
