using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Detection.Calibration;

/// <summary>
/// A generalized Pareto distribution of what exceeds a threshold (Pickands 1975; peaks over threshold as in SPOT,
/// Siffer, Fouque, Termier and Largouet 2017), fitted by moments (Hosking and Wallis 1987): with mean m and variance v
/// of the excesses, shape = (1 - m^2 / v) / 2 and scale = m (1 + m^2 / v) / 2.
/// </summary>
/// <param name="Shape">
/// From 0 to <see cref="MaxShape"/>. A negative shape would end the distribution at a finite score, beyond which a
/// person is impossible; a sample cannot promise that, so such a fit becomes the exponential (shape 0, scale m), which
/// is safe.
/// </param>
/// <param name="Scale">In units of the score; above 0.</param>
public readonly record struct ParetoTail(double Shape, double Scale)
{
    /// <summary>The fit by moments needs a variance, which exists below one half.</summary>
    public const double MaxShape = 0.45;

    /// <summary>
    /// Fits excesses over the threshold (each at least 0); false when they are all zero or not finite.
    /// </summary>
    public static bool TryFit(ReadOnlySpan<double> excesses, out ParetoTail tail)
    {
        tail = default;
        double sum = 0, squares = 0;
        foreach (var excess in excesses)
            sum += excess;
        var mean = sum / excesses.Length;
        foreach (var excess in excesses)
            squares += (excess - mean) * (excess - mean);
        if (!(mean > 0) || !double.IsFinite(mean) || excesses.Length < 2)
            return false;
        var ratio = squares > 0 ? mean * mean * (excesses.Length - 1) / squares : double.PositiveInfinity;
        tail = ratio >= 1
            ? new ParetoTail(0, mean)
            : new ParetoTail(Math.Min((1 - ratio) / 2, MaxShape), mean * (1 + ratio) / 2);
        return true;
    }

    /// <summary>
    /// P(excess of a person at least <paramref name="excess"/>), given that there is one; 1 at 0, falling.
    /// </summary>
    public double Survival(double excess)
    {
        if (excess <= 0)
            return 1;
        return Shape < 1e-9
            ? StableMath.Exp(-excess / Scale)
            : StableMath.Exp(-StableMath.Log(1 + Shape * excess / Scale) / Shape);
    }
}
