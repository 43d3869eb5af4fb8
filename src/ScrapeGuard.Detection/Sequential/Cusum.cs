using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Sequential;

/// <summary>
/// One-sided cumulative sum (Page 1954): S = max(0, S + increment - drift). Evidence for people cannot be saved up
/// below zero, so an account that turns scraper after a good year is found as fast as a new one. With log-likelihood
/// ratios as increments and drift 0, the mean time to a false alarm is at least e^threshold observations (Lorden 1971).
/// The state is one float, 0 at first.
/// </summary>
public static class Cusum
{
    /// <summary>
    /// Takes in one increment; true when the state stands at or above the threshold. NaN changes nothing.
    /// </summary>
    public static bool Update(ref float state, float increment, CusumOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var next = state + increment - options.Drift;
        if (!float.IsNaN(next))
            state = Math.Clamp(next, 0, options.Ceiling);
        return state >= options.Threshold;
    }

    /// <summary>
    /// Lets evidence fade: state times 2^(-elapsed / half-life). Event time going back changes nothing.
    /// </summary>
    public static void Decay(ref float state, double elapsedSeconds, CusumOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (elapsedSeconds > 0)
            state = (float)(state * StableMath.Exp2(-elapsedSeconds / options.HalfLifeSeconds));
    }
}
