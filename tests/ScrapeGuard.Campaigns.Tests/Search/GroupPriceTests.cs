using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class GroupPriceTests
{
    [Test]
    public void Of_AnyGroup_IsTheLogarithmOfTheGroupsThatMightHaveBeen()
    {
        var all = new GroupPrice(accounts: 200);
        var pool = new GroupPrice(accounts: 200, [.. Enumerable.Range(0, 20)], pools: 30);

        all.Of(Enumerable.Range(50, 6)).Should().BeApproximately(CampaignSearch.ChoiceOf(200, 6), 1e-9);
        pool.Of(Enumerable.Range(0, 6)).Should().BeApproximately(
            OverlapTable.Log(30) + CampaignSearch.ChoiceOf(20, 6), 1e-9);
        pool.Of(Enumerable.Range(16, 6)).Should().BeApproximately(
            OverlapTable.Log(30) + CampaignSearch.ChoiceOf(20, 4) + CampaignSearch.ChoiceOf(180, 2), 1e-9);
    }
}
