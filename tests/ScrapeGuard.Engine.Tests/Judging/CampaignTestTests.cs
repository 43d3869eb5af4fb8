using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Engine.Judging;

namespace ScrapeGuard.Engine.Tests.Judging;

public sealed class CampaignTestTests
{
    private static readonly AccountKey Account = new(1, 2);

    [TestCase(10, 0, true, false, true, TestName = "alike, none of ten")]
    [TestCase(9.9, 0, true, false, false, TestName = "alike, too few expected")]
    [TestCase(13.2, 1, true, false, false, TestName = "a person who is alike, and a stranger by chance")]
    [TestCase(12, 0, false, true, true, TestName = "odd, none of a dozen")]
    [TestCase(15, 1, false, true, true, TestName = "odd, one of 15")]
    [TestCase(11.9, 0, false, true, false, TestName = "odd, too few expected")]
    [TestCase(15.6, 0, false, false, false, TestName = "a person who is a stranger to a swarm by chance")]
    [TestCase(18, 0, false, false, true, TestName = "nothing else known, none of 18")]
    [TestCase(18, 1, false, false, false, TestName = "nothing else known, one of 18")]
    public void Apply_MemberOfADisjointCampaign_IsSuspendedByWhatIsKnown(
        double expected, double observed, bool isAlike, bool choosesOddly, bool isSuspended)
    {
        IsFound(CampaignKind.Disjoint, expected, observed, isAlike, choosesOddly).Should().Be(isSuspended);
    }

    [TestCase(13.4, 0, 0, true, TestName = "none of 13")]
    [TestCase(8.9, 0, 0, false, TestName = "a person of a deep taste who took little so far")]
    [TestCase(38.1, 4, 0, false, TestName = "a person of a deep taste")]
    [TestCase(41, 4, 1, true, TestName = "odd, four of 41")]
    [TestCase(33.2, 7, 1, false, TestName = "an explorer who has not come back for a while")]
    [TestCase(36.5, 9, 2, true, TestName = "comes back to nothing, nine of 36")]
    [TestCase(36.5, 10, 2, false, TestName = "comes back to nothing, ten of 36")]
    public void Apply_MemberOfAnIsolatedCampaign_IsSuspendedWhenItSharesHardlyAny(
        double expected, double observed, int choices, bool isSuspended)
    {
        var member = new CampaignMember(Account, 0, expected, observed);
        var findings = Apply(
            CampaignKind.Isolated, member, (ChoiceStanding)choices, new Finding[CampaignTest.MaxFindings]);
        (findings > 0).Should().Be(isSuspended);
    }

    /// <summary>Half of what it takes is cover, and the other half no person holds, as of hardly a person.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void Apply_IsolatedMemberUnderCover_IsSuspendedWhereHardlyAPersonTakesSo(bool isStranger) =>
        IsFound(
                CampaignKind.Isolated, expected: 98, observed: 50, isAlike: false, choosesOddly: false, default,
                isStranger)
            .Should().Be(isStranger);

    [TestCase(8, 0, true, true, true, TestName = "a stranger that shares a network")]
    [TestCase(7.9, 0, true, true, false, TestName = "a stranger that shares one, too few expected")]
    [TestCase(12, 0, true, false, false, TestName = "shares one, and as much as people do")]
    [TestCase(12, 0, false, true, false, TestName = "a stranger and nothing else")]
    public void Apply_MemberThatSharesANetwork_IsSuspendedIfItIsAStrangerToo(
        double expected, double observed, bool shares, bool isStranger, bool isSuspended)
    {
        var shared = shares ? new SharedTraits(6, 0, 0, 0) : default;
        IsFound(CampaignKind.Disjoint, expected, observed, isAlike: false, choosesOddly: false, shared, isStranger)
            .Should().Be(isSuspended);
    }

    [TestCase(20, 6, true, TestName = "shares one, six of twenty")]
    [TestCase(20, 7, false, TestName = "shares one, seven of twenty")]
    public void Apply_IsolatedMemberThatSharesANetwork_MayShareALittleMoreWithPeople(
        double expected, double observed, bool isSuspended)
    {
        var shared = new SharedTraits(6, 0, 0, 0);
        IsFound(CampaignKind.Isolated, expected, observed, isAlike: false, choosesOddly: false, shared)
            .Should().Be(isSuspended);
    }

    [TestCase(12, 0, true, true, TestName = "a stranger by the clock of the others, none of a dozen")]
    [TestCase(11.9, 0, true, false, TestName = "a stranger by their clock, too few expected")]
    [TestCase(14, 1, true, false, TestName = "a stranger by their clock, one of 14")]
    [TestCase(17, 0, false, false, TestName = "by their clock, and shares as much as people do")]
    public void Apply_MemberThatSharesARhythm_IsSuspendedAsOneWhoseChoicesSpeakAgainstIt(
        double expected, double observed, bool isStranger, bool isSuspended)
    {
        var shared = new SharedTraits(0, 0, 0, 0, Rhythm: 6);
        IsFound(CampaignKind.Disjoint, expected, observed, isAlike: false, choosesOddly: false, shared, isStranger)
            .Should().Be(isSuspended);
    }

    [TestCase(20, 4, true, TestName = "by the clock of the others, four of twenty")]
    [TestCase(20, 5, false, TestName = "by their clock, five of twenty")]
    public void Apply_IsolatedMemberThatSharesARhythm_MayShareLessThanOneThatSharesANetwork(
        double expected, double observed, bool isSuspended)
    {
        var shared = new SharedTraits(0, 0, 0, 0, Rhythm: 6);
        IsFound(CampaignKind.Isolated, expected, observed, isAlike: false, choosesOddly: false, shared)
            .Should().Be(isSuspended);
    }

    [TestCase((int)CampaignKind.Cover, "campaign.cover")]
    [TestCase((int)CampaignKind.NoTaste, "campaign.no-taste")]
    [TestCase((int)CampaignKind.NoFavourites, "campaign.no-favourites")]
    [TestCase((int)CampaignKind.NoReturns, "campaign.no-returns")]
    public void Apply_MemberUnderCoverOrWithoutATasteOrFavourites_IsFoundByThatAlone(int kind, string code)
    {
        var findings = new Finding[CampaignTest.MaxFindings];

        Apply((CampaignKind)kind, new CampaignMember(Account, 0, 30, 4), ChoiceStanding.Usual, findings)
            .Should().Be(1);

        (findings[0].Code, findings[0].Value, findings[0].Expected).Should().Be((code, 4, 30));
        findings[0].Score.Should().BeGreaterThan(0.95);
    }

    /// <summary>
    /// Where people explore, to be isolated, under cover or without a taste or favourites asks for a sign; to be
    /// disjoint suspends.
    /// </summary>
    [TestCase((int)CampaignKind.Isolated, 0.85)]
    [TestCase((int)CampaignKind.Cover, 0.85)]
    [TestCase((int)CampaignKind.NoTaste, 0.85)]
    [TestCase((int)CampaignKind.NoFavourites, 0.85)]
    [TestCase((int)CampaignKind.NoReturns, 0.85)]
    [TestCase((int)CampaignKind.Disjoint, 0.99)]
    public void Apply_IsolatedAsksOnly_IsTheHighestScoreOfTheIsolated(int kind, double score)
    {
        var findings = new Finding[CampaignTest.MaxFindings];

        Apply(
                (CampaignKind)kind, new CampaignMember(Account, 0, 30, 0), ChoiceStanding.Usual, findings,
                new CampaignOptions { MaxIsolatedScore = 0.85 })
            .Should().Be(1);

        findings[0].Score.Should().BeApproximately(score, 1e-12);
    }

    /// <summary>Accounts that were found with it count, whatever campaign they belong to.</summary>
    [TestCase(4, 0)]
    [TestCase(5, 1)]
    public void Apply_OneMemberLeftOfAGroup_CountsWithItsCompany(int found, int expected) =>
        Apply(
                CampaignKind.Cover, new CampaignMember(Account, 0, 30, 4), ChoiceStanding.Usual,
                new Finding[CampaignTest.MaxFindings], found: found)
            .Should().Be(expected);

    [Test]
    public void Apply_MemberThatSharesThreeTraits_NamesThem()
    {
        var findings = new Finding[CampaignTest.MaxFindings];

        var count = Apply(
            CampaignKind.Disjoint,
            new CampaignMember(Account, 0, 20, 0, Shared: new SharedTraits(6, 0, 0, 4, 5)),
            ChoiceStanding.Usual,
            findings);

        findings[..count].Select(finding => (finding.Code, finding.Value)).Should().Equal(
            ("campaign.too-disjoint", 0), ("campaign.shared-network", 6), ("campaign.shared-sign-up", 4),
            ("campaign.shared-rhythm", 5));
        findings[1].Expected.Should().BeApproximately(0.22, 1e-9, "one in 50 of eleven others");
        findings[1].Score.Should().BeLessThan(0.35, "by itself it leads to nothing");
    }

    private static bool IsFound(
        CampaignKind kind, double expected, double observed, bool isAlike, bool choosesOddly,
        SharedTraits shared = default, bool isStranger = false)
    {
        var member = new CampaignMember(Account, 0, expected, observed, isAlike, shared, isStranger);
        var choices = choosesOddly ? ChoiceStanding.Odd : ChoiceStanding.Usual;
        return Apply(kind, member, choices, new Finding[CampaignTest.MaxFindings]) > 0;
    }

    private static int Apply(
        CampaignKind kind, CampaignMember member, ChoiceStanding choices, Finding[] findings,
        CampaignOptions? options = null, int found = 12)
    {
        var others = Enumerable.Range(3, 11).Select(i => new CampaignMember(new AccountKey(1, (ulong)i), 0, 30, 0));
        var campaign = new Campaign
        {
            Number = 1,
            Kind = kind,
            Members = [member, .. others.Take(found < 12 ? 0 : 11)],
            Found = found,
            Evidence = 100,
            SinceEpoch = 0,
            SeenEpoch = 0,
        };

        return CampaignTest.Apply(
            new CampaignBoard([campaign], level: 0), Account, options ?? new CampaignOptions(), choices, findings, 0,
            out _);
    }
}
