using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests.Judging;

public sealed class CompiledPolicyTests
{
    private const int Else = 4;

    private static readonly Policy Cohorts = Policy.Default with
    {
        Cohorts =
        [
            new Cohort { Name = "partners", Clients = ["partner-app"], Countries = ["SE", "NO"] },
            new Cohort { Name = "new", AccountAgeBelowDays = 7, Thresholds = new() { Suspend = 0.9 } },
            new Cohort { Name = "paying", Plans = ["premium", "family"], MaxVerdict = Verdict.Challenge },
            new Cohort { Name = "trial", Plans = ["free"], Mode = PolicyMode.Shadow },
        ],
    };

    [TestCase("partner-app", "SE", "premium", -1, 0)]
    [TestCase("partner-app", "NO", null, -1, 0)]
    [TestCase("partner-app", "DE", "premium", -1, 2)]
    [TestCase("web", "SE", "free", -1, 3)]
    [TestCase("web", "SE", "family", 6, 1)]
    [TestCase("web", "SE", "family", 7, 2)]
    [TestCase(null, null, null, 7, Else)]
    [TestCase(null, null, null, -1, Else)]
    public void CohortOf_FirstWhoseConditionsHold_IsIt(
        string? client, string? country, string? plan, int age, int expected)
    {
        // An age of -1 days: nobody knows when the account was made.
        var e = StreamEvent.At(0, "a", Operation.Other) with
        {
            Client = client,
            Country = country,
            Plan = plan,
            AccountCreatedSeconds = age < 0 ? 0 : StreamEvent.StartSecond - (age * 86_400L),
        };
        new CompiledPolicy(Cohorts).CohortOf(StreamEvent.Batch(e)[0]).Should().Be((byte)expected);
    }

    [TestCase(1, 0.9, Verdict.Suspend)]
    [TestCase(Else, 0.9, Verdict.Challenge)]
    [TestCase(2, 1.0, Verdict.Challenge)]
    [TestCase(2, 0.75, Verdict.Throttle)]
    [TestCase(Else, 1.0, Verdict.Suspend)]
    public void StepOf_ByCohort_TakesItsThresholdsAndItsMost(int cohort, double score, Verdict expected) =>
        new CompiledPolicy(Cohorts).Cohort((byte)cohort).StepOf(score).Should().Be(expected);

    [TestCase(PolicyMode.Enforce, null, PolicyMode.Enforce)]
    [TestCase(PolicyMode.Enforce, PolicyMode.Shadow, PolicyMode.Shadow)]
    [TestCase(PolicyMode.Shadow, PolicyMode.Enforce, PolicyMode.Shadow)]
    [TestCase(PolicyMode.Shadow, null, PolicyMode.Shadow)]
    public void Mode_OfACohort_NeverEnforcesAShadowPolicy(PolicyMode policy, PolicyMode? cohort, PolicyMode expected)
    {
        var compiled = new CompiledPolicy(Policy.Default with
        {
            Mode = policy,
            Cohorts = [new Cohort { Name = "c", Mode = cohort }],
        });

        compiled.Cohort(0).Mode.Should().Be(expected);
        compiled.Cohort(1).Mode.Should().Be(policy);
    }

    [Test]
    public void IsAllowlisted_ByName_KnowsExactlyThose()
    {
        var compiled = new CompiledPolicy(Policy.Default with { Allowlist = ["crawler", "Zoë"] });

        compiled.IsAllowlisted(StreamEvent.KeyOf("crawler")).Should().BeTrue();
        compiled.IsAllowlisted(StreamEvent.KeyOf("Zoë")).Should().BeTrue();
        compiled.IsAllowlisted(StreamEvent.KeyOf("Crawler")).Should().BeFalse();
        compiled.IsAllowlisted(StreamEvent.KeyOf("")).Should().BeFalse();
    }

    [Test]
    public void SecondsOf_EachStep_IsTheLaddersAndZeroSuspendsForEver()
    {
        var compiled = new CompiledPolicy(Policy.Default);

        compiled.SecondsOf(Verdict.Observe).Should().Be(86_400);
        compiled.SecondsOf(Verdict.Throttle).Should().Be(86_400);
        compiled.SecondsOf(Verdict.Challenge).Should().Be(172_800);
        compiled.SecondsOf(Verdict.Suspend).Should().Be(uint.MaxValue);
        compiled.CooldownSeconds.Should().Be(21_600);
        compiled.GraceMicros.Should().Be(60_000_000);
    }
}
