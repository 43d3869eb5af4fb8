using ScrapeGuard.Campaigns.Search;

namespace ScrapeGuard.Campaigns.Tests.Search;

public sealed class OverlapTableTests
{
    [Test]
    public void Observed_EachPair_IsThatOfANaiveOracle() => Property.HoldsForSeeds(seed =>
    {
        var dice = new Random(seed);
        var accounts = Enumerable.Range(0, 40).Select(i => Account(i, dice, dice.Next(1, 80))).ToList();
        var table = new OverlapTable(accounts[..30], accounts[30..], _ => 0.001);
        for (var a = 0; a < accounts.Count; a++)
        {
            for (var b = 0; b < accounts.Count; b++)
            {
                var shared = a == b ? 0 : accounts[a].Tracks.Intersect(accounts[b].Tracks).Count();
                table.Observed(a, b).Should().Be(shared, $"seed {seed}");
            }
        }
    }, runs: 10);

    [Test]
    public void Expected_PeopleWhoDrawByChance_IsWhatTheyShare()
    {
        var dice = new Random(7);
        var accounts = Enumerable.Range(0, 200).Select(i => Account(i, dice, 20 + (i % 50))).ToList();
        var table = new OverlapTable(accounts, [], _ => 0.001);
        var (expected, observed) = (0.0, 0.0);
        for (var a = 0; a < accounts.Count; a++)
        {
            for (var b = a + 1; b < accounts.Count; b++)
            {
                expected += table.Expected(a, b);
                observed += table.Observed(a, b);
            }
        }

        (observed / expected).Should().BeInRange(0.9, 1.25);
    }

    [TestCase(0.001)]
    [TestCase(1)]
    [TestCase(2.718281828459045)]
    [TestCase(12_345.678)]
    public void Log_AnyValue_IsTheLogarithm(double value) =>
        OverlapTable.Log(value).Should().BeApproximately(Math.Log(value), 1e-8);

    private static SearchAccount Account(int number, Random dice, int tracks) => new(
        Listeners.KeyOf(number),
        IsCandidate: false,
        IsMeasure: true,
        [.. Enumerable.Range(0, tracks).Select(_ => (ulong)dice.Next(300)).Distinct().Order()],
        Portion: 1,
        Traits: []);
}
