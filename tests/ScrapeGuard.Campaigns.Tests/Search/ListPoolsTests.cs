using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class ListPoolsTests
{
    private const int Fewest = 5;

    /// <summary>Of twenty tracks one may come back, of nineteen none.</summary>
    [Test]
    public void Of_AccountsThatHardlyComeBack_AreThePool()
    {
        SearchAccount[] accounts =
        [
            Account(0, once: 40, returned: 0), Account(1, once: 19, returned: 1), Account(2, once: 18, returned: 1),
            Account(3, once: 40, returned: 10), Account(4, once: 30, returned: 0), Account(5, once: 30, returned: 1),
            Account(6, once: 30, returned: 0),
        ];

        var pool = ListPools.Of(accounts, [0, 1, 2, 3, 4, 5, 6], Fewest, others: 7).Should().ContainSingle().Which;

        pool.Members.Should().Equal(0, 1, 4, 5, 6);
        pool.Choices.Should().Be(8);
        pool.IsOfOneList.Should().BeTrue();
    }

    [Test]
    public void Of_FewerThanAGroup_IsNoPool()
    {
        var accounts = Enumerable.Range(0, 9).Select(i => Account(i, once: 30, returned: i < 4 ? 0 : 9)).ToArray();

        ListPools.Of(accounts, [.. Enumerable.Range(0, 9)], Fewest, others: 0).Should().BeEmpty();
    }

    private static SearchAccount Account(int number, int once, int returned) =>
        Taker.Of(number, Enumerable.Range(0, once), Enumerable.Range(1_000, returned));
}
