using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

/// <summary>What an account has in common with a group.</summary>
public sealed class GroupMeasureTests
{
    private const int People = 60;

    /// <summary>
    /// Three of another swarm down the same list have a part each of what it takes, and nothing in common: they say
    /// nothing. Three who take one new album have it in common with each other: they do, but for the nearest.
    /// </summary>
    [TestCase(10, 3, 0)]
    [TestCase(0, 3, 20)]
    [TestCase(10, 2, 10, TestName = "SharedWith_TwoWithAPartEach_CountsTheOther")]
    [TestCase(1, 3, 20, TestName = "SharedWith_ThreeWhoShareMostOfAnAlbum_Counts")]
    public void SharedWith_TracksOfOthers_CountsWhatPeopleShare(int apart, int others, int shared)
    {
        var dice = new Random(1);
        List<SearchAccount> people =
        [
            .. Enumerable.Range(0, People).Select(person => Taker.Of(
                person, [.. Taker.Some(dice, 0, 40), .. Enumerable.Range(20_000 + (person * 100), 30)], [])),
        ];
        List<SearchAccount> group =
        [
            Taker.Of(1_000, Enumerable.Range(5_000, 60), []),
            .. Enumerable.Range(0, others).Select(i => Taker.Of(
                1_001 + i,
                [.. Enumerable.Range(5_000 + (i * apart), 10), .. Enumerable.Range(6_000 + (i * 100), 30)],
                [])),
            .. Enumerable.Range(0, 4).Select(i => Taker.Of(2_000 + i, Enumerable.Range(8_000 + (i * 100), 40), [])),
        ];
        using var table = new OverlapTable(
            people, group, track => track < 1_000 ? 0.01 : 0.0001, hitShare: 0.1);

        var measure = new GroupMeasure(table, [.. Enumerable.Range(People, group.Count)]);

        measure.SharedWith(People).Observed.Should().Be(shared);
    }
}
