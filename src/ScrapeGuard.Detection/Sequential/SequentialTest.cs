using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Sequential;

/// <summary>
/// Wald's sequential probability ratio test (1945): log-likelihood ratios of scraper against person are summed until
/// they leave (ln(beta / (1 - alpha)), ln((1 - beta) / alpha)). No test with the same errors needs fewer
/// observations on average (Wald and Wolfowitz 1948). The state is one float, 0 at first. Immutable.
/// </summary>
public sealed class SequentialTest
{
    /// <param name="alpha">Chance that a person is ever called a scraper, in (0, 0.5).</param>
    /// <param name="beta">Chance that a scraper is called a person, in (0, 0.5).</param>
    /// <exception cref="ArgumentOutOfRangeException">A chance out of its range.</exception>
    public SequentialTest(double alpha, double beta)
    {
        if (alpha is not (> 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "Above 0 and below 0.5");
        if (beta is not (> 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(beta), beta, "Above 0 and below 0.5");
        Upper = (float)StableMath.Log((1 - beta) / alpha);
        Lower = (float)StableMath.Log(beta / (1 - alpha));
    }

    /// <summary>Evidence, in nats, at which an account is called a scraper.</summary>
    public float Upper { get; }

    /// <summary>Evidence, in nats and below 0, at which an account is called a person.</summary>
    public float Lower { get; }

    /// <summary>
    /// Takes in one log-likelihood ratio, in nats; NaN changes nothing. The caller resets the state after a verdict.
    /// </summary>
    public SequentialVerdict Update(ref float state, float logLikelihoodRatio)
    {
        var next = state + logLikelihoodRatio;
        if (!float.IsNaN(next))
            state = next;
        if (state >= Upper)
            return SequentialVerdict.Scraper;
        return state <= Lower ? SequentialVerdict.Person : SequentialVerdict.Continue;
    }

    /// <summary>
    /// Fewest observations that any test needs on average to catch a scraper: ln(1 / alpha) over the divergence
    /// KL(scraper || person) of one observation, in nats.
    /// </summary>
    public static double FewestObservations(double alpha, double divergence) => -StableMath.Log(alpha) / divergence;
}
