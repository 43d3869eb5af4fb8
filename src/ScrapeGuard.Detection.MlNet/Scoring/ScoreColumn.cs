using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScrapeGuard.Detection.MlNet.Scoring;

/// <summary>The column that says how little a row looks like people, and its values as scores from 0 to 1.</summary>
/// <param name="Column">A column of <see cref="float"/>.</param>
/// <param name="IsProbability">Its values are probabilities of a scraper.</param>
internal sealed record ScoreColumn(DataViewSchema.Column Column, bool IsProbability)
{
    private const string Probability = "Probability";
    private const string Score = "Score";

    /// <summary>The probability, for it is on a scale; else the score; null when there is neither.</summary>
    public static ScoreColumn? Find(DataViewSchema output, out string? mistake)
    {
        mistake = null;
        foreach (var name in (string[])[Probability, Score])
        {
            if (output.GetColumnOrNull(name) is not { } column)
                continue;
            if (column.Type == NumberDataViewType.Single)
                return new ScoreColumn(column, name == Probability);
            mistake = $"its {name} is {column.Type}; it must be one Single a row";
        }
        mistake ??= "it has neither a Score nor a Probability";
        return null;
    }

    /// <summary>
    /// A probability as it stands; any other number x, monotone, as (1 + x / (1 + |x|)) / 2. What is not a number says
    /// nothing against an account: 0.
    /// </summary>
    public float ToScore(float value)
    {
        if (float.IsNaN(value))
            return 0;
        if (IsProbability || float.IsInfinity(value))
            return Math.Clamp(value, 0, 1);
        return (float)((1 + value / (1 + Math.Abs((double)value))) / 2);
    }
}
