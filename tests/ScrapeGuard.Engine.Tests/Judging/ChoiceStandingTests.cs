using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Features.Popularity;
using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Engine.Tests.Judging;

/// <summary>How much an account's choices count beside a campaign that it seems to belong to.</summary>
public sealed class ChoiceStandingTests
{
    private const long Night = 5 * 3_600_000_000L;

    private static readonly PopularitySketch Popularity = ZipfCatalogue.Learn();
    private static readonly ScoreThresholds Thresholds = new();

    /// <summary>Track after track of what is well known, and never one of them again.</summary>
    [TestCase(59, (int)ChoiceStanding.Usual)]
    [TestCase(60, (int)ChoiceStanding.Odd)]
    public void StandingOf_NothingButNewOnEnd_IsOdd(int tracks, int expected)
    {
        var tests = Take(tracks, first: 20);

        ChoiceTests.StandingOf(tests, Thresholds, []).Should().Be((ChoiceStanding)expected);

        tests.PlayAgain();
        ChoiceTests.StandingOf(tests, Thresholds, []).Should().Be(ChoiceStanding.Usual, "it came back");
    }

    /// <summary>Three quarters of the way to a threshold; six tenths is a radio in a shop.</summary>
    [TestCase(0.42, (int)ChoiceStanding.Usual)]
    [TestCase(0.51, (int)ChoiceStanding.Usual)]
    [TestCase(0.52, (int)ChoiceStanding.Odd)]
    [TestCase(0.95, (int)ChoiceStanding.Odd)]
    public void StandingOf_FindingBelowItsThreshold_CountsFromThreeQuartersOn(double score, int expected) =>
        ChoiceTests.StandingOf(
                default, Thresholds, [new Finding("a", 1, 2, 0.1), new Finding("b", 1, 2, score)])
            .Should().Be((ChoiceStanding)expected);

    /// <summary>The tail, of which nothing again: eleven nats are three quarters of fifteen.</summary>
    [TestCase(90, (int)ChoiceStanding.Odd)]
    [TestCase(100, (int)ChoiceStanding.NoReturn)]
    public void StandingOf_TailWithoutAReturn_IsNoReturnFromThreeQuartersOn(int tracks, int expected) =>
        ChoiceTests.StandingOf(Take(tracks, first: 20_000), Thresholds, []).Should().Be((ChoiceStanding)expected);

    [Test]
    public void StandingOf_TestsSwitchedOff_IsUsual() =>
        ChoiceTests.StandingOf(
                Take(200, first: 20_000), new ScoreThresholds { WrongSuspensionEveryAccountDays = 0 }, [])
            .Should().Be(ChoiceStanding.Usual);

    private static TakingTests Take(int tracks, int first)
    {
        var tests = default(TakingTests);
        for (var i = 0; i < tracks; i++)
        {
            tests.TakeNew(ZipfCatalogue.TrackOf(first + (int)(i * 7_919L % 1_000)), Night, Popularity);
        }

        return tests;
    }
}
