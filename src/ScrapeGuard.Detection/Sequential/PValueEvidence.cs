using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Sequential;

/// <summary>
/// Turns p-values into log-likelihood ratios that can be summed. A person's p-value is uniform (or larger); a scraper's
/// is taken to have density k p^(k - 1) with k in (0, 1). The ratio is then an e-value, of mean at most 1 for people
/// (Vovk and Wang 2021), so by Ville's inequality a product of independent ones ever reaches 1 / alpha with chance at
/// most alpha: false alarms hold whatever scrapers really do.
/// </summary>
public static class PValueEvidence
{
    /// <summary>
    /// ln k + (k - 1) ln p, in nats: positive for small p, at worst ln k. NaN when p is not in (0, 1].
    /// </summary>
    public static float LogLikelihoodRatio(double pValue, double k)
    {
        ThrowUnlessShape(k);
        if (pValue is not (> 0 and <= 1))
            return float.NaN;
        return (float)(StableMath.Log(k) + (k - 1) * StableMath.Log(pValue));
    }

    /// <summary>
    /// Mean evidence of one observation of such a scraper, KL(scraper || person) = ln k - 1 + 1 / k nats.
    /// </summary>
    public static double Divergence(double k)
    {
        ThrowUnlessShape(k);
        return StableMath.Log(k) - 1 + 1 / k;
    }

    private static void ThrowUnlessShape(double k)
    {
        if (k is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(k), k, "Above 0 and below 1");
    }
}
