using ScrapeGuard.Campaigns.Search;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Features.Traits;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class TraitTableTests
{
    private const int People = 100;

    [Test]
    public void PoolsOf_Traits_AreTheirCandidatesOnceTheRarestFirst()
    {
        // Candidates 100 to 109 share a network and a device, 105 to 119 a client that ten people have too.
        var table = TableOf(place => place switch
        {
            < 10 => [(TraitKind.Client, 1)],
            < People => [(TraitKind.Network, place)],
            < 105 => [(TraitKind.Network, 500), (TraitKind.Device, 5)],
            < 110 => [(TraitKind.Network, 500), (TraitKind.Device, 5), (TraitKind.Client, 1)],
            < 120 => [(TraitKind.Client, 1)],
            _ => [],
        });

        var pools = table.PoolsOf([.. Enumerable.Range(People, 40)], fewest: 5);

        pools.Should().HaveCount(2);
        pools[0].Members.Should().Equal(Enumerable.Range(100, 10));
        pools[1].Members.Should().Equal(Enumerable.Range(105, 15));
    }

    [TestCase(5, 0, 4, TestName = "five of a network that no person has")]
    [TestCase(4, 0, 0, TestName = "four, as many as a family")]
    [TestCase(5, 1, 4, TestName = "a person there too")]
    [TestCase(12, 2, 0, TestName = "two in a hundred people: a carrier")]
    public void SharedIn_MembersOfANetwork_IsSaidWhereHardlyAnyPersonHasIt(int members, int people, int others)
    {
        var table = TableOf(place => place < people || (place >= People && place < People + members)
            ? [(TraitKind.Network, 7)]
            : []);

        var shared = table.SharedIn([.. Enumerable.Range(People, 12)]);

        shared.Should().HaveCount(others == 0 ? 0 : members);
        shared.GetValueOrDefault(People).Should().Be(new SharedTraits(others, 0, 0, 0));
    }

    /// <summary>Everyone has a rhythm: only what few people have is looked into, and after all else.</summary>
    [Test]
    public void PoolsOf_Rhythms_AreThoseThatFewPeopleHaveAndComeLast()
    {
        // Rhythm 1 is that of candidates 100 to 109 alone, rhythm 2 that of ten people and of 110 to 119.
        var table = TableOf(place => place switch
        {
            < 10 => [(TraitKind.Rhythm, 2)],
            < People => [(TraitKind.Rhythm, place), (TraitKind.Client, 1)],
            < 105 => [(TraitKind.Rhythm, 1), (TraitKind.Client, 1)],
            < 110 => [(TraitKind.Rhythm, 1)],
            < 120 => [(TraitKind.Rhythm, 2)],
            _ => [],
        });

        var pools = table.PoolsOf([.. Enumerable.Range(People, 40)], fewest: 5);

        pools.Should().HaveCount(2);
        pools[0].Members.Should().Equal(Enumerable.Range(100, 5));
        pools[0].Choices.Should().Be(1, "what is shared besides is as if there were no rhythm");
        pools[1].Members.Should().Equal(Enumerable.Range(100, 10));
        pools[1].Choices.Should().Be(2);
    }

    [TestCase(30, 0, 0, 11, TestName = "twelve of a rhythm that no person has")]
    [TestCase(30, 1, 0, 0, TestName = "a person in thirty has it too")]
    [TestCase(100, 1, 0, 11, TestName = "a person in a hundred has it too")]
    [TestCase(100, 0, 8, 0, TestName = "other candidates have it too: it is that of all who take much")]
    [TestCase(10, 0, 0, 0, TestName = "few people have any, so that nothing can be said")]
    public void SharedIn_MembersOfARhythm_IsSaidWhereItIsRareAmongThoseWhoHaveOne(
        int paced, int people, int candidates, int others)
    {
        var table = TableOf(place => place switch
        {
            < People => place < people ? [(TraitKind.Rhythm, 7)]
                : place < paced ? [(TraitKind.Rhythm, 1_000 + place)] : [],
            < People + 12 => [(TraitKind.Rhythm, 7)],
            _ => place < People + 12 + candidates ? [(TraitKind.Rhythm, 7)] : [],
        });

        var shared = table.SharedIn([.. Enumerable.Range(People, 12)]);

        shared.Should().HaveCount(others == 0 ? 0 : 12);
        shared.GetValueOrDefault(People).Should().Be(new SharedTraits(0, 0, 0, 0, others));
    }

    private static TraitTable TableOf(Func<int, (TraitKind Kind, int Value)[]> traitsOf) => new(
        [
            .. Enumerable.Range(0, People + 40).Select(place => new SearchAccount(
                new AccountKey(1, (ulong)place), IsCandidate: place >= People, IsMeasure: place < People, [], 1,
                [.. traitsOf(place).Select(trait => Trait.Of(trait.Kind, (ulong)trait.Value)).Order()])),
        ],
        People);
}
