using ScrapeGuard.Detection.Sequential;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// Evidence that adds up over days: every six hours in which an account is active, how unusual it looks joins a
/// cumulative sum (<see cref="Cusum"/>), so that a scraper which never looks alarming at once is found by never looking
/// ordinary.
/// </summary>
/// <remarks>
/// Looks six hours apart are not independent, for the windows behind them reach back up to a week: a person's odd week
/// is one observation, not 28. So each look counts a quarter.
/// </remarks>
internal static class EvidenceTest
{
    /// <summary>Seconds between two looks that count.</summary>
    public const uint StepSeconds = 6 * 3_600;

    private const double Shape = 0.3;
    private const float LookWeight = 0.25f;

    private static readonly CusumOptions Options = new();

    /// <summary>Takes in a look; <paramref name="pValue"/> is how many people look as unusual.</summary>
    public static void Look(ref AccountState state, uint second, double pValue)
    {
        if (state.EvidenceSecond != 0 && second - state.EvidenceSecond < StepSeconds)
        {
            return;
        }

        if (state.EvidenceSecond != 0)
        {
            Cusum.Decay(ref state.Evidence, second - state.EvidenceSecond, Options);
        }

        state.EvidenceSecond = second;
        Cusum.Update(ref state.Evidence, LookWeight * PValueEvidence.LogLikelihoodRatio(pValue, Shape), Options);
    }

    /// <summary>
    /// The evidence as a score: 0.69 where it reaches the test's threshold, and no more. Of 46 real people, 2 to 10
    /// look unusual to a forest for long enough in 25,888 days: it says who is worth a look, and no more than that.
    /// </summary>
    public static double ScoreOf(float evidence) => 0.69 * Math.Min(evidence / Options.Threshold, 1);

    /// <summary>The evidence at which the test decides, in nats.</summary>
    public static float Threshold => Options.Threshold;
}
