using ScrapeGuard.Cli.Explaining;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Tests.Explaining;

[TestFixture]
public sealed class ClearingChangeTests
{
    private const double Strange = 0.85;

    [Test]
    public void Of_ARuleFarBeyondItsBound_NamesTheValueAtWhichItAsksForTheStep()
    {
        // 1 - 0.15 * 150 / value reaches 0.95 at 450.
        var decision = Decided(Verdict.Suspend, new Reason("rule.x", 900, 150, 1 - ((1 - Strange) * 150 / 900)));

        var change = ClearingChange.Of(decision, new ScoreThresholds()).Should().ContainSingle().Subject;

        change.Code.Should().Be("rule.x");
        change.Value.Should().Be(900);
        change.Below.Should().BeApproximately(450, 1e-9);
        change.IsTooLittle.Should().BeFalse();
    }

    [Test]
    public void Of_ARuleThatAsksForTheStepAtItsBound_NamesTheBound()
    {
        var decision = Decided(Verdict.Challenge, new Reason("rule.x", 900, 150, 1 - ((1 - Strange) * 150 / 900)));

        ClearingChange.Of(decision, new ScoreThresholds()).Single().Below.Should().BeApproximately(150, 1e-9);
    }

    [Test]
    public void Of_ARuleWithAFixedScore_NamesTheBound()
    {
        var decision = Decided(Verdict.Throttle, new Reason("rule.no-rest-48h", 48, 46, 0.7));

        ClearingChange.Of(decision, new ScoreThresholds()).Single().Below.Should().Be(46);
    }

    /// <summary>Too little in common with people is what counts, and as much as they have would clear.</summary>
    [Test]
    public void Of_ACampaign_IsTooLittleAndNamesWhatPeopleHave()
    {
        var decision = Decided(Verdict.Suspend, new Reason("campaign.isolated", 33, 64.9, 0.999));

        var change = ClearingChange.Of(decision, new ScoreThresholds()).Single();

        change.IsTooLittle.Should().BeTrue();
        change.Below.Should().Be(64.9);
    }

    [Test]
    public void Of_ReasonsThatAskForLess_LeavesThemOut()
    {
        var decision = Decided(
            Verdict.Suspend, new Reason("rule.x", 900, 150, 0.975), new Reason("rule.y", 9, 8, 0.86),
            new Reason("feature.z", 9, 8, 0.99));

        ClearingChange.Of(decision, new ScoreThresholds()).Select(change => change.Code).Should().Equal("rule.x");
    }

    [Test]
    public void Of_ARestore_IsEmpty()
    {
        ClearingChange.Of(Decided(Verdict.Restore, new Reason("ladder.expired", 0, 0, 1)), new ScoreThresholds())
            .Should().BeEmpty();
    }

    private static Decision Decided(Verdict verdict, params Reason[] reasons) => new()
    {
        Id = new string('0', 32),
        TimeMicros = 0,
        Account = "a",
        Verdict = verdict,
        Score = 0.97,
        Reasons = [.. reasons],
        Exposure = default,
        Model = "m",
        Policy = "p",
        Mode = PolicyMode.Enforce,
    };
}
