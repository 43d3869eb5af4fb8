using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Campaigns.Tests.Search;
using ScrapeGuard.Campaigns.Tracking;

namespace ScrapeGuard.Campaigns.Tests.Tracking;

public sealed class CampaignRegisterTests
{
    private const long Start = 2_945_376;

    [Test]
    public void Update_GroupThatGrows_KeepsItsNameAndItsMembers()
    {
        var first = CampaignRegister.Update([], [Group(0, 8)], Start);
        var second = CampaignRegister.Update(first, [Group(3, 12)], Start + 18);

        second.Should().ContainSingle();
        second[0].Id.Should().Be(first[0].Id).And.MatchRegex("^campaign-[0-9a-f]{16}$");
        second[0].Members.Should().HaveCount(15);
        second[0].SinceEpoch.Should().Be(Start);
        second[0].SeenEpoch.Should().Be(Start + 18);
        second[0].Members.Count(member => member.SinceEpoch == Start).Should().Be(8);
    }

    [Test]
    public void Update_GroupOverTwoCampaigns_MakesThemOneUnderTheElder()
    {
        var elder = CampaignRegister.Update([], [Group(0, 8)], Start);
        var both = CampaignRegister.Update(elder, [Group(20, 8)], Start + 18);
        both.Should().HaveCount(2);

        var one = CampaignRegister.Update(both, [Group(4, 20)], Start + 36);

        one.Should().ContainSingle().Which.Id.Should().Be(elder[0].Id);
        one[0].Members.Should().HaveCount(28);
    }

    [Test]
    public void Update_NotSeenForAWeek_ClosesIt()
    {
        var known = CampaignRegister.Update([], [Group(0, 8)], Start);

        CampaignRegister.Update(known, [], Start + CampaignRegister.QuietEpochs).Should().ContainSingle();
        CampaignRegister.Update(known, [], Start + CampaignRegister.QuietEpochs + 1).Should().BeEmpty();
    }

    [Test]
    public void Update_OneMemberInCommon_IsAnotherCampaignWithoutIt()
    {
        var known = CampaignRegister.Update([], [Group(0, 8)], Start);

        var two = CampaignRegister.Update(known, [Group(7, 8)], Start + 18);

        two.Select(campaign => campaign.Members.Length).Should().Equal(8, 7);
        two.SelectMany(campaign => campaign.Members).Select(member => member.Account).Should().OnlyHaveUniqueItems();
    }

    /// <summary>Each of them says enough by itself: who is known by something else is company of the rest.</summary>
    [TestCase(CampaignKind.Isolated, CampaignKind.NoFavourites)]
    [TestCase(CampaignKind.NoReturns, CampaignKind.Isolated)]
    [TestCase(CampaignKind.Disjoint, CampaignKind.Cover)]
    public void Update_MostMembersKnownByWhatTheyTake_AreCompanyOfTheRest(CampaignKind later, CampaignKind before)
    {
        var known = CampaignRegister.Update([], [Group(0, 9, kind: before)], Start);

        var two = CampaignRegister.Update(known, [Group(0, 12, kind: later)], Start + 18);
        var again = CampaignRegister.Update(two, [Group(6, 6, kind: later)], Start + 36);

        two.Select(campaign => (campaign.Kind, campaign.Members.Length, campaign.Found)).Should()
            .BeEquivalentTo([(before, 9, 9), (later, 3, 12)]);
        two.SelectMany(campaign => campaign.Members).Should().OnlyHaveUniqueItems(member => member.Account);
        again.Select(campaign => (campaign.Id, campaign.Found)).Should()
            .BeEquivalentTo(two.Select(campaign => (campaign.Id, campaign.Found)), "the most that it was");
    }

    /// <summary>A group whose pairs are mostly another campaign's says little of the few drawn to it.</summary>
    [Test]
    public void Update_MostPairsOfAnotherCampaign_AreNoneOfItsOwn()
    {
        var known = CampaignRegister.Update([], [Group(0, 4), Group(10, 4), Group(20, 4)], Start);

        // One member of each is too little to be it, and three of five are not its own.
        var group = Group(0, 1).Members.Concat(Group(10, 1).Members).Concat(Group(20, 1).Members)
            .Concat(Group(30, 2).Members).OrderBy(member => member.Account);

        var after = CampaignRegister.Update(
            known, [new FoundGroup(CampaignKind.Disjoint, [.. group], 50)], Start + 18);

        after.Should().HaveCount(3);
    }

    [Test]
    public void Update_AllMembersKnown_IsNoOther()
    {
        var known = CampaignRegister.Update([], [Group(0, 8, kind: CampaignKind.Cover)], Start);

        CampaignRegister.Update(known, [Group(1, 6, kind: CampaignKind.NoTaste)], Start + 18).Should()
            .BeEquivalentTo(known);
    }

    [Test]
    public void Update_EvidenceThatFalls_KeepsTheMost()
    {
        var known = CampaignRegister.Update([], [Group(0, 8, evidence: 90)], Start);

        CampaignRegister.Update(known, [Group(0, 8, evidence: 30)], Start + 18)[0].Evidence.Should().Be(90);
    }

    [Test]
    public void Update_MoreThanAreKept_LeavesTheWeakestOut()
    {
        var groups = Enumerable.Range(0, CampaignRegister.MaxCampaigns + 3).Select(i => Group(i * 10, 5)).ToList();

        CampaignRegister.Update([], groups, Start).Should().HaveCount(CampaignRegister.MaxCampaigns);
    }

    private static FoundGroup Group(
        int first, int count, double evidence = 50, CampaignKind kind = CampaignKind.Disjoint) => new(
        kind,
        [
            .. Enumerable.Range(first, count).Select(Listeners.KeyOf).Order()
                .Select(account => new FoundMember(account, 10, 1)),
        ],
        evidence);
}
