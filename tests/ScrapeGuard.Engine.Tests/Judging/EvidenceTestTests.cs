using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Judging;

public sealed class EvidenceTestTests
{
    private const uint Start = (uint)StreamEvent.StartSecond;
    private const uint Step = EvidenceTest.StepSeconds;

    [Test]
    public void Look_AgainWithinSixHours_CountsOnce()
    {
        var state = default(AccountState);
        EvidenceTest.Look(ref state, Start, 1e-4);
        var once = state.Evidence;
        EvidenceTest.Look(ref state, Start + Step - 1, 1e-9);
        state.Evidence.Should().Be(once);

        EvidenceTest.Look(ref state, Start + Step, 1e-4);
        state.Evidence.Should().BeGreaterThan(once);
    }

    [Test]
    public void Look_UnusualForDays_ReachesTheThreshold()
    {
        var state = default(AccountState);
        var looks = 0u;
        for (; state.Evidence < EvidenceTest.Threshold; looks++)
        {
            EvidenceTest.Look(ref state, Start + (looks * Step), 1e-3);
            looks.Should().BeLessThan(200);
        }

        // (ln 0.3 + 0.7 ln 1000) / 4 = 0.91 nats a look, 13.8 to gather: 16 looks, and a few for what fades.
        looks.Should().BeInRange(16, 19);
        EvidenceTest.ScoreOf(state.Evidence).Should().BeApproximately(0.69, 1e-9);
    }

    [Test]
    public void Look_OrdinaryForAYear_SavesUpNothingBelowZero()
    {
        var state = default(AccountState);
        for (var i = 0u; i < 1_460; i++)
        {
            EvidenceTest.Look(ref state, Start + (i * Step), 0.6);
        }

        state.Evidence.Should().Be(0);
        EvidenceTest.Look(ref state, Start + (1_460 * Step), 1e-3);
        state.Evidence.Should().BeGreaterThan(0.8f);
    }

    [Test]
    public void Look_AfterFourteenDays_HalvesWhatWasGathered()
    {
        var state = new AccountState { Evidence = 8, EvidenceSecond = Start };

        // Where the density k p^(k-1) is 1, a look brings nothing.
        EvidenceTest.Look(ref state, Start + (14 * 86_400), Math.Pow(0.3, 1 / 0.7));

        state.Evidence.Should().BeApproximately(4, 1e-4f);
    }

    [Test]
    public void ScoreOf_RisingEvidence_IsNeverMoreThanWorthALook()
    {
        var scores = Enumerable.Range(0, 500).Select(i => EvidenceTest.ScoreOf(i * 0.1f)).ToArray();

        scores[0].Should().Be(0);
        scores.Should().BeInAscendingOrder().And.OnlyContain(score => score >= 0 && score <= 0.69);
        EvidenceTest.ScoreOf(EvidenceTest.Threshold).Should().BeApproximately(0.69, 1e-9);
        EvidenceTest.ScoreOf(EvidenceTest.Threshold / 2).Should().BeApproximately(0.345, 1e-9);
    }
}
