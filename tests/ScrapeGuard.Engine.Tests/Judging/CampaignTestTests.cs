using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Judging;

namespace ScrapeGuard.Engine.Tests.Judging;

public sealed class CampaignTestTests
{
    private static readonly AccountKey Account = new(1, 2);

    [TestCase(8, 0, true, false, true, TestName = "alike, none of eight")]
    [TestCase(7.9, 0, true, false, false, TestName = "alike, too few expected")]
    [TestCase(12, 1, false, true, true, TestName = "odd, one of a dozen")]
    [TestCase(11.9, 0, false, true, false, TestName = "odd, too few expected")]
    [TestCase(15.6, 0, false, false, false, TestName = "a person who is a stranger to a swarm by chance")]
    [TestCase(18, 0, false, false, true, TestName = "nothing else known, none of 18")]
    [TestCase(18, 1, false, false, false, TestName = "nothing else known, one of 18")]
    public void Apply_MemberOfADisjointCampaign_IsSuspendedByWhatIsKnown(
        double expected, double observed, bool isAlike, bool choosesOddly, bool isSuspended)
    {
        IsFound(CampaignKind.Disjoint, expected, observed, isAlike, choosesOddly).Should().Be(isSuspended);
    }

    [TestCase(13.4, 0, false, true, TestName = "none of 13")]
    [TestCase(8.9, 0, false, false, TestName = "a person of a deep taste who took little so far")]
    [TestCase(38.1, 4, false, false, TestName = "a person of a deep taste")]
    [TestCase(41, 4, true, true, TestName = "odd, four of 41")]
    public void Apply_MemberOfAnIsolatedCampaign_IsSuspendedWhenItSharesHardlyAny(
        double expected, double observed, bool choosesOddly, bool isSuspended)
    {
        IsFound(CampaignKind.Isolated, expected, observed, isAlike: false, choosesOddly).Should().Be(isSuspended);
    }

    private static bool IsFound(
        CampaignKind kind, double expected, double observed, bool isAlike, bool choosesOddly)
    {
        var others = Enumerable.Range(3, 11).Select(i => new CampaignMember(new AccountKey(1, (ulong)i), 0, 30, 0));
        var campaign = new Campaign
        {
            Number = 1,
            Kind = kind,
            Members = [new CampaignMember(Account, 0, expected, observed, isAlike), .. others],
            Evidence = 100,
            SinceEpoch = 0,
            SeenEpoch = 0,
        };
        var findings = new Finding[CampaignTest.MaxFindings];

        return CampaignTest.Apply(
            new CampaignBoard([campaign], level: 0), Account, new CampaignOptions(), choosesOddly, findings, 0,
            out _) == 1;
    }
}
