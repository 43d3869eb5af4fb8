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

    private static FoundGroup Group(int first, int count, double evidence = 50) => new(
        CampaignKind.Disjoint,
        [
            .. Enumerable.Range(first, count).Select(Listeners.KeyOf).Order()
                .Select(account => new FoundMember(account, 10, 1)),
        ],
        evidence);
}
