using ScrapeGuard.Detection.Numerics;
using ScrapeGuard.Detection.Sequential;

namespace ScrapeGuard.Detection.Tests.Sequential;

[TestFixture]
public sealed class SequentialTestTests
{
    private const double Shape = 0.4;

    [Test]
    public void Update_OnPeople_AccusesAtMostAlphaOfThem()
    {
        var test = new SequentialTest(0.01, 0.05);
        var random = new SplitMix64(7);

        var accused = 0;
        for (var i = 0; i < 20_000; i++)
            accused += Decide(test, ref random, 1, out var _) == SequentialVerdict.Scraper ? 1 : 0;

        accused.Should().BeLessThan(20_000 / 100);
    }

    [Test]
    public void Update_OnScrapers_FindsThemInNearlyTheFewestObservations()
    {
        var test = new SequentialTest(0.001, 0.01);
        var random = new SplitMix64(8);
        var found = 0;
        long observations = 0;
        for (var i = 0; i < 5000; i++)
        {
            found += Decide(test, ref random, Shape, out var needed) == SequentialVerdict.Scraper ? 1 : 0;
            observations += needed;
        }

        (found / 5000.0).Should().BeGreaterThan(0.98);
        var fewest = SequentialTest.FewestObservations(0.001, PValueEvidence.Divergence(Shape));
        (observations / 5000.0).Should().BeInRange(0.9 * fewest, 1.6 * fewest);
    }

    [Test]
    public void Update_OfNaN_ChangesNothing()
    {
        var state = 0.5f;

        new SequentialTest(0.01, 0.01).Update(ref state, float.NaN).Should().Be(SequentialVerdict.Continue);

        state.Should().Be(0.5f);
    }

    [Test]
    public void Constructor_OfChances_GivesWaldsThresholds()
    {
        var test = new SequentialTest(0.01, 0.05);

        test.Upper.Should().BeApproximately(MathF.Log(95), 1e-5f);
        test.Lower.Should().BeApproximately(MathF.Log(0.05f / 0.99f), 1e-5f);
        FluentActions.Invoking(() => new SequentialTest(0, 0.1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new SequentialTest(0.1, double.NaN)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Test]
    public void LogLikelihoodRatio_OverUniformPValues_HasMeanOneAsAnEValue()
    {
        // Midpoint rule in q = p^k, where the e-value's integral is smooth: e dp = dq.
        var sum = 0.0;
        const int steps = 10_000;
        for (var i = 0; i < steps; i++)
        {
            var p = Math.Pow((i + 0.5) / steps, 1 / Shape);
            var width = Math.Pow((i + 1.0) / steps, 1 / Shape) - Math.Pow((double)i / steps, 1 / Shape);
            sum += Math.Exp(PValueEvidence.LogLikelihoodRatio(p, Shape)) * width;
        }

        sum.Should().BeApproximately(1, 1e-3);
        PValueEvidence.LogLikelihoodRatio(0, Shape).Should().Be(float.NaN);
        PValueEvidence.LogLikelihoodRatio(1, Shape).Should().BeApproximately(MathF.Log(0.4f), 1e-6f);
        FluentActions.Invoking(() => PValueEvidence.Divergence(1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>
    /// An account whose p-values are u^(1/k): uniform for k = 1, the scrapers of the test for its own k.
    /// </summary>
    private static SequentialVerdict Decide(SequentialTest test, ref SplitMix64 random, double k, out int observations)
    {
        var state = 0f;
        for (observations = 1; ; observations++)
        {
            var pValue = Math.Pow(1 - random.NextDouble(), 1 / k);
            var verdict = test.Update(ref state, PValueEvidence.LogLikelihoodRatio(pValue, Shape));
            if (verdict != SequentialVerdict.Continue)
                return verdict;
        }
    }
}
