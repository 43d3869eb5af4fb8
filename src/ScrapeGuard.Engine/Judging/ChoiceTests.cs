using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Numerics;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Engine.Judging;

/// <summary>
/// Holds an account's <see cref="TakingTests"/> against how far people's go. The threshold of each test is the sum that
/// one person reaches in so many account-days: the tail of people's sums falls off as e^(-sum / scale), so that
/// <c>threshold(N) = threshold(10,000) + scale ln(N / 10,000)</c>.
/// </summary>
/// <remarks>
/// Never to come back to anything suspends. Never to adopt anything new, and to choose from a narrow band of
/// popularity, are worth a look and no more: people with fresh tastes do both for weeks, and only what an account has
/// in common with others can tell them from a scraper that mimics people.
/// </remarks>
internal static class ChoiceTests
{
    /// <summary>Most findings of one look.</summary>
    public const int MaxFindings = 3;

    /// <summary>Score of a sum just below its threshold: worth a look, and nothing is done to the account.</summary>
    private const double BestBelow = 0.69;

    private const double AtThreshold = 0.95;
    private const double ReferenceDays = 10_000;

    private static readonly ChoiceTest Returns = new("evidence.never-returns", 11.5f, 1.6f, Suspends: true);
    private static readonly ChoiceTest Adopts = new("evidence.never-adopts", 8, 1.3f, Suspends: false);
    private static readonly ChoiceTest Band = new("evidence.rarity-band", 21, 2.0f, Suspends: false);

    /// <summary>Adds what the tests found. Returns how many findings there are then.</summary>
    /// <param name="tests">The account's sums.</param>
    /// <param name="thresholds">Those of its cohort.</param>
    /// <param name="findings">Room for what is there and <see cref="MaxFindings"/> more.</param>
    /// <param name="count">Findings that are there.</param>
    public static int Apply(in TakingTests tests, ScoreThresholds thresholds, Span<Finding> findings, int count)
    {
        var days = thresholds.WrongSuspensionEveryAccountDays;
        if (days <= 0)
        {
            return count;
        }

        var beyond = (float)StableMath.Log(days / ReferenceDays);
        Hold(tests.NeverReturns, Returns, beyond, findings, ref count);
        Hold(tests.NeverAdopts, Adopts, beyond, findings, ref count);
        Hold(tests.NarrowBand, Band, beyond, findings, ref count);
        return count;
    }

    private static void Hold(
        float sum, in ChoiceTest test, float beyond, Span<Finding> findings, ref int count)
    {
        var threshold = Math.Max(test.At + (test.Scale * beyond), 1);
        var score = sum < threshold ? BestBelow * sum / threshold
            : test.Suspends ? 1 - ((1 - AtThreshold) * threshold / sum)
            : BestBelow;
        if (score >= BestBelow / 2)
        {
            findings[count++] = new Finding(test.Code, sum, threshold, score);
        }
    }

    /// <param name="Code">Of its finding.</param>
    /// <param name="At">The threshold at <see cref="ReferenceDays"/>.</param>
    /// <param name="Scale">Of the tail of people's sums.</param>
    /// <param name="Suspends">Whether it leads to a suspension by itself; else it is worth a look at most.</param>
    private readonly record struct ChoiceTest(string Code, float At, float Scale, bool Suspends);
}
