using System.Numerics;
using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class GroupPriceTests
{
    [TestCase(10, 3)]
    [TestCase(2_000, 15)]
    public void Of_GroupOfMany_IsTheLogarithmOfTheBinomial(int n, int k) =>
        new GroupPrice(n).Of(Enumerable.Range(0, k)).Should().BeApproximately(ChoiceOf(n, k), 1e-6);

    [Test]
    public void Of_GroupInAPool_IsTheLogarithmOfTheGroupsThatMightHaveBeen()
    {
        var price = new GroupPrice(accounts: 200, [.. Enumerable.Range(0, 20)], pools: 30);

        price.Of(Enumerable.Range(0, 6)).Should().BeApproximately(Math.Log(30) + ChoiceOf(20, 6), 1e-6);
        price.Of(Enumerable.Range(16, 6)).Should().BeApproximately(
            Math.Log(30) + ChoiceOf(20, 4) + ChoiceOf(180, 2), 1e-6);
    }

    private static double ChoiceOf(int n, int k)
    {
        var product = BigInteger.One;
        for (var i = 1; i <= k; i++)
        {
            product = product * (n - k + i) / i;
        }

        return BigInteger.Log(product);
    }
}
