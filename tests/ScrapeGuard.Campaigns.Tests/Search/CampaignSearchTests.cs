using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class CampaignSearchTests
{
    private const int People = 250;
    private const int First = Listeners.FirstCandidate;

    [Test]
    public void Find_SplitWorkThatMimicsPeople_IsTheCampaignAndNobodyElse([Range(1, 3)] int seed)
    {
        var listeners = Crowd(seed);
        for (var i = 0; i < 12; i++)
        {
            listeners.Mimic(First + i, i, 12, 150);
        }

        var found = listeners.Find();

        found.Should().ContainSingle("seed {0}", seed);
        found[0].Kind.Should().Be(CampaignKind.Disjoint);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, 12).Select(Listeners.KeyOf), "seed {0}", seed);
        found[0].Members.Should().OnlyContain(member => member.Observed <= member.Expected * 0.3);
    }

    [Test]
    public void Find_SplitWorkAmongCandidatesWhoArePeople_LeavesThemOut([Range(4, 6)] int seed)
    {
        var listeners = Crowd(seed);
        for (var i = 0; i < 40; i++)
        {
            listeners.Person(First + 500 + i, 200, tasteSeed: 70_000 + i, tasteShare: 0.2);
        }

        for (var i = 0; i < 12; i++)
        {
            listeners.Mimic(First + i, i, 12, 150);
        }

        listeners.Find().SelectMany(group => group.Members).Select(member => member.Account).Should()
            .BeEquivalentTo(Enumerable.Range(First, 12).Select(Listeners.KeyOf), "seed {0}", seed);
    }

    [Test]
    public void Find_SplitListInOrderOfPopularity_MembersAreAlike([Range(1, 3)] int seed)
    {
        var listeners = Crowd(seed);
        for (var i = 0; i < 12; i++)
        {
            listeners.Mimic(First + i, i, 12, 80);
        }

        listeners.Find().Should().ContainSingle("seed {0}", seed)
            .Which.Members.Should().OnlyContain(member => member.IsAlike, "seed {0}", seed);
    }

    [Test]
    public void Find_CandidatesWhoArePeople_FindsNothing([Range(10, 14)] int seed)
    {
        var listeners = Crowd(seed);
        listeners.AddCandidatesWhoArePeople();

        listeners.Find().Should().BeEmpty("seed {0}", seed);
    }

    [Test]
    public void Find_FamilyOfOneTaste_FindsNothing()
    {
        var listeners = Crowd(20);
        for (var i = 0; i < 6; i++)
        {
            listeners.Person(First + i, 300, tasteSeed: 777, tasteShare: 0.6);
        }

        listeners.Find().Should().BeEmpty();
    }

    [Test]
    public void Find_FamiliesEachOfItsTaste_FindsNothing()
    {
        // One of each of ten families are disjoint in what is their family's; so are people at large.
        var listeners = Crowd(24);
        for (var i = 0; i < 40; i++)
        {
            listeners.Person(First + i, 250, tasteSeed: 500 + (i / 4), tasteShare: 0.9);
        }

        listeners.Find().Should().BeEmpty();
    }

    [Test]
    public void Find_DormitoryOfExplorers_FindsNothing()
    {
        var listeners = Crowd(21);
        for (var i = 0; i < 40; i++)
        {
            listeners.Person(First + i, 500, tasteSeed: 800 + i, tasteShare: 0.8);
        }

        listeners.Find().Should().BeEmpty();
    }

    [Test]
    public void Find_FanClubInStep_FindsNothing()
    {
        var listeners = Crowd(22);
        var list = Enumerable.Range(0, 200).Select(_ => listeners.Draw()).Distinct().ToList();
        for (var i = 0; i < 30; i++)
        {
            listeners.List(First + i, list);
        }

        listeners.Find().Should().BeEmpty();
    }

    [Test]
    public void Find_FewerPeopleThanIsMeasuredBy_SaysNothing()
    {
        var listeners = new Listeners(25);
        for (var i = 0; i < 12; i++)
        {
            listeners.Person(i, 150, tasteSeed: i);
            listeners.Mimic(First + i, i, 12, 150);
        }

        listeners.Find().Should().BeEmpty();
    }

    /// <summary>
    /// Too little was taken to tell the group among all; of the few that take nearly all from the same octaves of
    /// popularity it is enough.
    /// </summary>
    [Test]
    public void Find_SwarmThatTookLittle_IsFoundAmongThoseOfItsOctaves([Range(1, 3)] int seed)
    {
        var found = FindSwarm(seed, share: false);

        found.Should().ContainSingle("seed {0}", seed);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, 5).Select(Listeners.KeyOf), "seed {0}", seed);
        found[0].Members.Should().OnlyContain(member => member.Shared == default);
    }

    [Test]
    public void Find_SwarmThatSharesANetwork_TellsWithHowManyOthers([Range(1, 3)] int seed)
    {
        var found = FindSwarm(seed, share: true);

        found.Should().ContainSingle("seed {0}", seed);
        found[0].Kind.Should().Be(CampaignKind.Disjoint);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, 5).Select(Listeners.KeyOf), "seed {0}", seed);
        found[0].Members.Should().OnlyContain(member => member.Shared == new SharedTraits(4, 0, 0, 0));
        found[0].Members.Should().OnlyContain(member => member.IsStranger, "people share more with a swarm");
    }

    /// <summary>The same of those that one program drives, where people have rhythms of their own.</summary>
    [Test]
    public void Find_SwarmThatTookLittle_IsFoundWhereItSharesARhythm([Range(1, 3)] int seed)
    {
        var listeners = SmallSwarm(seed);
        for (var person = 0; person < People; person++)
        {
            listeners.Share(person, TraitKind.Rhythm, (ulong)(100 + (person % 60)));
        }

        for (var i = 0; i < 60; i++)
        {
            listeners.Share(First + 500 + i, TraitKind.Rhythm, (ulong)(100 + i));
        }

        for (var i = 0; i < 5; i++)
        {
            listeners.Share(First + i, TraitKind.Rhythm, 7);
        }

        var found = listeners.Find();

        found.Should().ContainSingle("seed {0}", seed);
        found[0].Members.Select(member => member.Account).Should().BeEquivalentTo(
            Enumerable.Range(First, 5).Select(Listeners.KeyOf), "seed {0}", seed);
        found[0].Members.Should().OnlyContain(member => member.Shared == new SharedTraits(0, 0, 0, 0, 4));
    }

    /// <summary>
    /// Office hours, or a radio that plays through the day: a rhythm that many have makes no pool, and whatever its
    /// people are like nothing is found; nor where few have it.
    /// </summary>
    [Test]
    public void Find_PeopleOfOneRhythm_FindsNothing(
        [Values(0, 3, 60)] int inTheSample, [Values(0.2, 0.9)] double tasteShare, [Range(33, 35)] int seed)
    {
        var listeners = Crowd(seed);
        for (var person = 0; person < People; person++)
        {
            listeners.Share(person, TraitKind.Rhythm, person < inTheSample ? 7UL : (ulong)(100 + (person % 60)));
        }

        for (var i = 0; i < 120; i++)
        {
            listeners.Person(First + i, 100 + (i % 5 * 50), tasteSeed: 50_000 + i, tasteShare);
            listeners.Share(First + i, TraitKind.Rhythm, i < 50 ? 7UL : (ulong)(100 + (i % 60)));
        }

        listeners.Find().Should().BeEmpty("seed {0}", seed);
    }

    /// <summary>
    /// A family, a dormitory, a carrier's network, a fan club with an app of its own, a school that signed up in one
    /// hour: whatever people share, they are people.
    /// </summary>
    [Test]
    public void Find_PeopleWhoShareEverything_FindsNothing(
        [Values(2, 4, 12, 40)] int together, [Values(0.2, 0.5, 0.9)] double tasteShare, [Range(30, 32)] int seed)
    {
        var listeners = Crowd(seed);
        for (var i = 0; i < 120; i++)
        {
            listeners.Person(First + i, 100 + (i % 5 * 50), tasteSeed: 40_000 + i, tasteShare);
            foreach (var kind in Enum.GetValues<TraitKind>())
            {
                listeners.Share(First + i, kind, (ulong)(1 + (i / together)));
            }
        }

        listeners.Find().Should().BeEmpty("seed {0}", seed);
    }

    [Test]
    public void Find_FanClubInStepBehindOneAddress_FindsNothing()
    {
        var listeners = Crowd(22);
        var list = Enumerable.Range(0, 200).Select(_ => listeners.Draw()).Distinct().ToList();
        for (var i = 0; i < 30; i++)
        {
            listeners.List(First + i, list);
            listeners.Share(First + i, TraitKind.Network, 7);
        }

        listeners.Find().Should().BeEmpty();
    }

    [Test]
    public void Find_MinorityWithATasteAndANetworkOfItsOwn_IsNotIsolated()
    {
        var listeners = Crowd(23);
        var dice = new Random(23);
        for (var i = 0; i < 20; i++)
        {
            listeners.List(First + i, Enumerable.Range(0, 150).Select(_ => 19_000 + dice.Next(800)).Distinct());
            listeners.Share(First + i, TraitKind.Network, 7);
        }

        listeners.Find().Should().BeEmpty();
    }

    [Test]
    public void Find_SwarmBehindWhatManyPeopleShare_SaysNothingOfSharing()
    {
        var listeners = Crowd(3);
        for (var person = 0; person < People; person += 4)
        {
            listeners.Share(person, TraitKind.Client, 9);
        }

        for (var i = 0; i < 12; i++)
        {
            listeners.Mimic(First + i, i, 12, 150);
            listeners.Share(First + i, TraitKind.Client, 9);
        }

        listeners.Find().Should().ContainSingle()
            .Which.Members.Should().OnlyContain(member => !member.Shared.Any);
    }

    [Test]
    public void New_OptionsOutOfRange_NamesEach()
    {
        var options = new CampaignSearchOptions { MinMembers = 1, MinEvidence = double.NaN };

        options.Invoking(o => new CampaignSearch(o)).Should().Throw<ArgumentException>()
            .WithMessage("*MinMembers '1'*MinEvidence 'NaN'*");
    }

    private static IReadOnlyList<FoundGroup> FindSwarm(int seed, bool share)
    {
        var listeners = SmallSwarm(seed);
        for (var i = 0; i < 5 && share; i++)
        {
            listeners.Share(First + i, TraitKind.Network, 7);
        }

        return listeners.Find();
    }

    /// <summary>Five accounts that took little, among candidates who are people.</summary>
    private static Listeners SmallSwarm(int seed)
    {
        var listeners = Crowd(seed);
        for (var i = 0; i < 60; i++)
        {
            listeners.Person(First + 500 + i, 200, tasteSeed: 70_000 + i, tasteShare: 0.2);
        }

        for (var i = 0; i < 5; i++)
        {
            listeners.Mimic(First + i, i, 5, 40);
        }

        return listeners;
    }

    private static Listeners Crowd(int seed) => Listeners.Crowd(seed, People);
}
