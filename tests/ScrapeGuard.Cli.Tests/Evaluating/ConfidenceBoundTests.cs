using ScrapeGuard.Cli.Evaluating;

namespace ScrapeGuard.Cli.Tests.Evaluating;

public sealed class ConfidenceBoundTests
{
    // Half the 95 % quantile of chi-square with 2 (k + 1) degrees of freedom, from printed tables.
    [TestCase(0, 2.9957)]
    [TestCase(1, 4.7439)]
    [TestCase(2, 6.2958)]
    [TestCase(10, 16.9622)]
    public void Upper_OfAFewSeen_IsTheTables(long count, double expected) =>
        ConfidenceBound.Upper(count).Should().BeApproximately(expected, 1e-3);

    [Test]
    public void Upper_OfMany_IsNearTheNormalBound() =>
        ConfidenceBound.Upper(10_000).Should().BeApproximately(10_000 + 1.645 * 100 + 1.6, 1);
}
