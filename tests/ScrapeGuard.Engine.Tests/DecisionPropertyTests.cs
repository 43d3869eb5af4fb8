using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Tests.Streams;

namespace ScrapeGuard.Engine.Tests;

/// <summary>What holds of decisions, whatever happens: random histories under random policies.</summary>
public sealed class DecisionPropertyTests
{
    [Test]
    public void Process_AllowlistedAccounts_AreNeverDecidedUpon()
    {
        var others = 0;
        Property.HoldsForSeeds(seed =>
        {
            var random = new Random(seed);
            var events = RandomStream.Of(seed);
            var allowed = events.Select(e => e.Account).Distinct().Where(_ => random.Next(2) == 0).ToHashSet();
            var policy = RandomPolicy.Of(seed) with { Allowlist = [.. allowed], CanaryTracks = ["decoy"] };
            var order = random.Next(2) == 0 ? Scramble(events, random) : events;

            var decisions = EngineRun.Decide(order, policy, shards: random.Next(1, 4));

            decisions.Where(d => allowed.Contains(d.Account)).Should().BeEmpty($"seed {seed}");
            others += decisions.Count;
        });
        others.Should().BePositive("or the streams flag nobody at all");
    }

    [Test]
    public void Process_ShadowPolicy_MarksEveryDecisionSo()
    {
        var count = 0;
        Property.HoldsForSeeds(seed =>
        {
            var policy = RandomPolicy.Of(seed) with { Mode = PolicyMode.Shadow };
            var decisions = EngineRun.Decide(RandomStream.Of(seed), policy);

            decisions.Should().OnlyContain(d => d.Mode == PolicyMode.Shadow, $"seed {seed}");
            count += decisions.Count;
        });
        count.Should().BePositive();
    }

    [Test]
    public void Process_SameTrafficInShadow_DecidesTheSame() => Property.HoldsForSeeds(seed =>
    {
        var policy = RandomPolicy.Of(seed) with { Cohorts = [] };
        var events = RandomStream.Of(seed);
        var enforced = EngineRun.Decide(events, policy with { Mode = PolicyMode.Enforce });
        var shadowed = EngineRun.Decide(events, policy with { Mode = PolicyMode.Shadow });

        shadowed.Select(Fact).Should().Equal(enforced.Select(Fact), $"seed {seed}");
        shadowed.Select(d => d.Id).Should().NotIntersectWith(enforced.Select(d => d.Id), $"seed {seed}");
    });

    [Test]
    public void Process_EachAccount_ClimbsAndIsRestoredInTurn()
    {
        var seen = new HashSet<Verdict>();
        Property.HoldsForSeeds(seed =>
        {
            foreach (var account in ByAccount(seed, RandomPolicy.Of(seed)))
            {
                var standing = Verdict.None;
                var time = long.MinValue;
                foreach (var decision in account)
                {
                    seen.Add(decision.Verdict);
                    decision.TimeMicros.Should().BeGreaterThanOrEqualTo(time, $"seed {seed}");
                    var isLegal = decision.Verdict == Verdict.Restore
                        ? standing != Verdict.None
                        : decision.Verdict > standing;
                    isLegal.Should().BeTrue($"seed {seed}: {account.Key} goes from {standing} to {decision.Verdict}");
                    standing = decision.Verdict == Verdict.Restore ? Verdict.None : decision.Verdict;
                    time = decision.TimeMicros;
                }
            }
        });
        seen.Order().Should().Equal(Enum.GetValues<Verdict>()[1..]);
    }

    [Test]
    public void Process_AfterARestore_RespectsTheCooldown()
    {
        var restored = 0;
        Property.HoldsForSeeds(seed =>
        {
            var policy = RandomPolicy.Of(seed);
            var cooldown = (long)policy.Ladder.CooldownAfterRestore.TotalMicroseconds;
            foreach (var account in ByAccount(seed, policy))
            {
                var until = long.MinValue;
                var standing = Verdict.None;
                foreach (var decision in account)
                {
                    if (decision.Verdict == Verdict.Restore && standing > Verdict.Observe)
                    {
                        until = decision.TimeMicros + cooldown;
                        restored++;
                    }
                    else if (decision.Verdict is not Verdict.Restore and > Verdict.Observe)
                    {
                        decision.TimeMicros.Should().BeGreaterThanOrEqualTo(until, $"seed {seed}, {account.Key}");
                    }

                    standing = decision.Verdict;
                }
            }
        });
        restored.Should().BePositive();
    }

    [Test]
    public void Process_SameInput_GivesTheSameUniqueIds() => Property.HoldsForSeeds(seed =>
    {
        var policy = RandomPolicy.Of(seed);
        var once = EngineRun.Decide(RandomStream.Of(seed), policy);
        var again = EngineRun.Decide(RandomStream.Of(seed), policy, shards: 3);

        once.Select(d => d.Id).Should().OnlyHaveUniqueItems($"seed {seed}");
        EngineRun.Text(again).Should().Be(EngineRun.Text(once), $"seed {seed}");
    });

    [Test]
    public void Process_AccountsAlone_AreDecidedAsAmongOthers() => Property.HoldsForSeeds(seed =>
    {
        // Without a model nothing crosses accounts; a clock account keeps the stream's time.
        var policy = RandomPolicy.Of(seed);
        var events = RandomStream.Of(seed);
        var clock = events.Select(e => e with { Account = "clock", Tracks = [], Operation = Operation.Auth });
        var both = events.Concat(clock).OrderBy(e => e.TimeMicros).ToList();
        var one = events[new Random(seed).Next(events.Count)].Account;

        var alone = EngineRun.Decide(both.Where(e => e.Account == one || e.Account == "clock"), policy);

        EngineRun.Text(alone.Where(d => d.Account == one)).Should().Be(
            EngineRun.Text(EngineRun.Decide(both, policy).Where(d => d.Account == one)), $"seed {seed}");
    });

    private static IEnumerable<IGrouping<string, Decision>> ByAccount(int seed, Policy policy) =>
        EngineRun.Decide(RandomStream.Of(seed), policy).GroupBy(d => d.Account);

    private static List<StreamEvent> Scramble(List<StreamEvent> events, Random random)
    {
        var order = events.ToArray();
        random.Shuffle(order);
        return [.. order];
    }

    private static object Fact(Decision d) => (d.Account, d.TimeMicros, d.Verdict, d.Score);
}
