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

    /// <summary>
    /// Of one pool a swarm of mimics is looked for, of which 0.65 of the pairs are disjoint; of another one of a list,
    /// of which 0.98 are; among all accounts one of 0.9.
    /// </summary>
    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.8)]
    public void Weigh_PairOfAPool_IsWhatItSaysForASwarmOfIts(double ofPeople)
    {
        var (disjoint, other) = (Math.Log(0.9 / ofPeople), Math.Log(0.1 / (1 - ofPeople)));
        var all = new GroupPrice(accounts: 200);
        var mimics = new GroupPrice(accounts: 200, [1, 2, 3, 4, 5], pools: 30);
        var list = new GroupPrice(accounts: 200, [1, 2, 3, 4, 5], pools: 30, isOfOneList: true);

        (all.Weigh(disjoint), all.Weigh(other)).Should().Be((disjoint, other));
        mimics.Weigh(disjoint).Should().BeApproximately(Math.Max(Math.Log(0.65 / ofPeople), 0), 1e-6);
        mimics.Weigh(other).Should().BeApproximately(Math.Min(Math.Log(0.35 / (1 - ofPeople)), 0), 1e-6);
        list.Weigh(disjoint).Should().BeApproximately(Math.Log(0.98 / ofPeople), 1e-6);
        list.Weigh(other).Should().BeApproximately(Math.Log(0.02 / (1 - ofPeople)), 1e-6);
        list.Weigh(0).Should().Be(0, "a pair that says nothing says nothing anywhere");
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
