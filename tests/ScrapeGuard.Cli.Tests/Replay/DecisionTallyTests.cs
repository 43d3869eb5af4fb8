using ScrapeGuard.Cli.Replay;
using ScrapeGuard.Cli.Report;
using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Tests.Replay;

public sealed class DecisionTallyTests
{
    [Test]
    public void Add_AnyDecisions_CountsAsTheOracle([Range(1, 10)] int seed)
    {
        var decisions = SampleDecisions.Sorted(SampleDecisions.Random(new Random(seed), 300));
        var tally = new DecisionTally(keep: true);
        decisions.ForEach(tally.Add);
        tally.Count.Should().Be(decisions.Count);
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            tally.CountOf(verdict).Should().Be(decisions.Count(decision => decision.Verdict == verdict));
        }

        tally.SuspendedAccounts.Should().Be(decisions.Where(decision => decision.Verdict == Verdict.Suspend)
            .Select(decision => decision.Account).Distinct().Count(), $"seed {seed}");
        foreach (var group in decisions.GroupBy(decision => decision.Account))
        {
            var account = tally.Accounts[group.Key];
            account.Kept.Should().Equal(group, $"seed {seed}");
            account.First.Micros.Should().Be(group.First().TimeMicros);
            account.Suspended?.Micros.Should()
                .Be(group.First(decision => decision.Verdict == Verdict.Suspend).TimeMicros);
            account.Worst.Severity().Should().Be(group.Max(decision => decision.Verdict.Severity()));
        }
    }

    [Test]
    public void Add_MoreThanIsKept_KeepsTheWorst()
    {
        var tally = new DecisionTally(keep: true, maxKept: 10);
        for (var i = 0; i < 40; i++)
        {
            tally.Add(SampleDecisions.Of($"mild-{i}", i, Verdict.Observe));
            tally.Accounts.Values.Sum(account => account.Kept.Count).Should().BeLessThanOrEqualTo(10);
            if (i == 3)
            {
                tally.Add(SampleDecisions.Of("bad", i));
            }
        }

        tally.Accounts["bad"].Kept.Should().ContainSingle();
        tally.Accounts.Should().HaveCount(41);
        tally.CountOf(Verdict.Observe).Should().Be(40);
    }

    [Test]
    public void Add_ManyOfOneAccount_KeepsTheFirstAndTheWorst()
    {
        var tally = new DecisionTally(keep: true);
        for (var i = 0; i < 100; i++)
        {
            tally.Add(SampleDecisions.Of("a", i, i % 2 == 0 ? Verdict.Observe : Verdict.Restore));
        }

        tally.Add(SampleDecisions.Of("a", 100));
        var account = tally.Accounts["a"];
        account.Kept.Should().HaveCount(ReportLimits.MaxDecisions);
        account.Kept[0].TimeMicros.Should().Be(0);
        account.Kept[^1].Verdict.Should().Be(Verdict.Suspend);
        account.Decisions.Should().Be(101);
    }
}
