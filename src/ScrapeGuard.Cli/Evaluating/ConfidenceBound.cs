using ScrapeGuard.Detection.Numerics;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>How often a rare thing may really happen, after so many were seen.</summary>
internal static class ConfidenceBound
{
    /// <summary>Chance that the bound is too low.</summary>
    private const double Error = 0.05;

    private const int Halvings = 200;

    /// <summary>
    /// One-sided 95 % upper bound of a Poisson mean (Garwood 1936): the mean under which as few as
    /// <paramref name="count"/> are seen with a chance of 5 %. With none seen it is 3.0, the rule of three.
    /// </summary>
    public static double Upper(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        double low = count, high = count + 10 * Math.Sqrt(count + 1.0) + 10;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = low + (high - low) / 2;
            if (AtMost(count, middle) > Error)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>
    /// P(at most count | mean), summed from the largest term down, for the terms far below it do not matter.
    /// </summary>
    private static double AtMost(long count, double mean)
    {
        // The logarithm of the largest term: mean^count e^-mean / count!.
        var logarithm = count * StableMath.Log(mean) - mean;
        for (long i = 2; i <= count; i++)
        {
            logarithm -= StableMath.Log(i);
        }

        double term = 1, sum = 1;
        for (var i = count; i > 0 && term > 1e-18; i--)
        {
            term *= i / mean;
            sum += term;
        }

        return sum * StableMath.Exp(logarithm);
    }
}
