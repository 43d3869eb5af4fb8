using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Calibration;

/// <summary>
/// P-values for the probability of a classifier that nobody calibrated on people. The odds q / (1 - q) of an honest
/// probability are pi f(scraper) / ((1 - pi) f(person)), pi being the share of scrapers that it was trained on; over
/// people their mean is pi / (1 - pi), at most 1 when pi is at most one half. So, by Markov's inequality,
/// P(a person's odds >= c) is at most 1 / c, and (1 - q) / q is a p-value: a cautious one, since the inequality is.
/// </summary>
public static class OddsTable
{
    private const int PointsPerDecade = 64;

    /// <summary>No claim is made beyond this: a float does not tell probabilities nearer to 1 well apart.</summary>
    private const int Decades = 6;

    /// <summary>The table, of no people, for scores that are probabilities.</summary>
    public static QuantileTable Create()
    {
        var scores = new List<float>();
        var pValues = new List<double>();
        for (var i = 0; i <= Decades * PointsPerDecade; i++)
        {
            var pValue = StableMath.Exp(-StableMath.Log(10) * i / PointsPerDecade);
            var score = (float)(1 / (1 + pValue));
            if (scores.Count > 0 && score <= scores[^1])
                continue;
            scores.Add(score);

            // Of the float, not of the number that was rounded to it; never rising, though rounding would have it so.
            var exact = (1.0 - score) / score;
            pValues.Add(pValues.Count == 0 ? 1 : Math.Min(exact, pValues[^1]));
        }
        return new QuantileTable([.. scores], [.. pValues], people: 0, tail: null, tailFrom: 0, tailShare: 0);
    }
}
