using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Judging;

public sealed class VerdictLadderTests
{
    private const uint Now = (uint)StreamEvent.StartSecond;
    private const uint Hour = 3_600;

    private static readonly CompiledPolicy Standard = new(Policy.Default);

    private static readonly CompiledPolicy Timed = new(Policy.Default with
    {
        Ladder = new LadderOptions { SuspendFor = TimeSpan.FromHours(72) },
    });

    [TestCase(0.4999, Verdict.None)]
    [TestCase(0.5, Verdict.Observe)]
    [TestCase(0.6999, Verdict.Observe)]
    [TestCase(0.7, Verdict.Throttle)]
    [TestCase(0.85, Verdict.Challenge)]
    [TestCase(0.95, Verdict.Suspend)]
    [TestCase(1, Verdict.Suspend)]
    [TestCase(double.NaN, Verdict.None)]
    public void Climb_FromTheGround_GoesToTheScoresStepAtOnce(double score, Verdict expected)
    {
        var state = default(AccountState);
        VerdictLadder.Climb(ref state, score, Now, Standard).Should().Be(expected != Verdict.None);
        state.Verdict.Should().Be(expected);
    }

    [Test]
    public void Climb_LowerScore_NeitherLowersNorRenews()
    {
        var state = At(0.85);
        VerdictLadder.Climb(ref state, 0.75, Now + Hour, Standard).Should().BeFalse();

        state.Verdict.Should().Be(Verdict.Challenge);
        state.VerdictUntilSecond.Should().Be(Now + (48 * Hour));
    }

    [Test]
    public void Climb_SameStepAgain_RenewsWithoutADecision()
    {
        var state = At(0.75);
        VerdictLadder.Climb(ref state, 0.71, Now + Hour, Standard).Should().BeFalse();

        state.VerdictUntilSecond.Should().Be(Now + (25 * Hour));
    }

    [Test]
    public void Expire_AtItsLastSecond_StillStands()
    {
        var state = At(0.75);
        VerdictLadder.Expire(ref state, Now + (24 * Hour), Standard).Should().BeFalse();
        VerdictLadder.Expire(ref state, Now + (24 * Hour) + 1, Standard).Should().BeTrue();

        state.Verdict.Should().Be(Verdict.None, "it goes down all the way");
        VerdictLadder.Expire(ref state, uint.MaxValue, Standard).Should().BeFalse();
    }

    [Test]
    public void Expire_SuspensionForEver_NeverEnds()
    {
        var state = At(1);
        VerdictLadder.Expire(ref state, uint.MaxValue, Standard).Should().BeFalse();
    }

    [TestCase(0.75)]
    [TestCase(0.85)]
    [TestCase(1.0)]
    public void Climb_DuringTheCooldown_ObservesAtMost(double score)
    {
        var state = default(AccountState);
        VerdictLadder.Climb(ref state, score, Now, Timed);
        var end = state.VerdictUntilSecond;
        VerdictLadder.Expire(ref state, end + 1_000, Timed).Should().BeTrue();
        state.CooldownUntilSecond.Should().Be(end + (6 * Hour), "it begins when the verdict ended");

        VerdictLadder.Climb(ref state, 1, end + (6 * Hour) - 1, Timed).Should().BeTrue();
        state.Verdict.Should().Be(Verdict.Observe);
        VerdictLadder.Climb(ref state, 1, end + (6 * Hour), Timed).Should().BeTrue();
        state.Verdict.Should().Be(Verdict.Suspend);
    }

    [Test]
    public void Expire_OfObserve_StartsNoCooldown()
    {
        var state = At(0.55);
        VerdictLadder.Expire(ref state, Now + (25 * Hour), Standard).Should().BeTrue();

        VerdictLadder.Climb(ref state, 1, Now + (25 * Hour), Standard).Should().BeTrue();
        state.Verdict.Should().Be(Verdict.Suspend);
    }

    [Test]
    public void Expire_OfAnyStep_HalvesTheEvidence()
    {
        var state = At(0.75);
        state.Evidence = 8;
        VerdictLadder.Expire(ref state, Now + (25 * Hour), Standard);

        state.Evidence.Should().Be(4);
    }

    [Test]
    public void Climb_Allowlisted_DoesNothing()
    {
        var state = new AccountState { Flags = AccountState.Allowlisted };
        VerdictLadder.Climb(ref state, 1, Now, Standard).Should().BeFalse();
        state.Verdict.Should().Be(Verdict.None);
    }

    [Test]
    public void ClimbExpire_RandomScores_AgreeWithTheOracle() => Property.HoldsForSeeds(seed =>
    {
        var random = new Random(seed);
        var policy = RandomPolicy.Of(seed) with { Cohorts = [] };
        var compiled = new CompiledPolicy(policy);
        var state = default(AccountState);
        var oracle = new LadderOracle(policy);
        var second = Now;
        for (var i = 0; i < 300; i++)
        {
            second += (uint)random.Next(6_000);
            var ended = VerdictLadder.Expire(ref state, second, compiled);
            ended.Should().Be(oracle.Expire(second), $"seed {seed}, step {i}");
            var score = random.NextDouble();
            var rose = VerdictLadder.Climb(ref state, score, second, compiled);
            rose.Should().Be(oracle.Climb(second, score), $"seed {seed}, step {i}");
            state.Verdict.Should().Be(oracle.Verdict, $"seed {seed}, step {i}");
        }
    });

    private static AccountState At(double score)
    {
        var state = default(AccountState);
        VerdictLadder.Climb(ref state, score, Now, Standard).Should().BeTrue();
        return state;
    }
}
