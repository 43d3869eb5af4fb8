using ScrapeGuard.Features.Takings;

namespace ScrapeGuard.Features.Tests.Takings;

public sealed class BrowsingDebtTests
{
    private const uint Start = 1_767_600_000;

    [TestCase(1, 50, 9)]
    [TestCase(20, 50, 10)]
    public void Serve_BatchesOf50_StandAt420WithinTenCalls(int secondsPerCall, int batch, int calls)
    {
        var debt = default(BrowsingDebt);
        var made = 0u;
        while (debt.Minutes < 420)
        {
            debt.Serve(Start + (made++ * (uint)secondsPerCall), batch);
        }

        made.Should().Be((uint)calls);
    }

    [TestCase(1)]
    [TestCase(4)]
    public void Serve_OneByOneRoundTheClock_StandsWithin1500Entries(int secondsPerCall)
    {
        var debt = default(BrowsingDebt);
        var made = 0u;
        while (debt.Minutes < 420 && debt.Hours < 1_100)
        {
            debt.Serve(Start + (made++ * (uint)secondsPerCall), 1);
        }

        made.Should().BeLessThanOrEqualTo(1_500);
    }

    [Test]
    public void Serve_FastestPeopleMeasured_StaysFarBelow()
    {
        // 30 entries in a minute, 157 in ten, 597 in an hour: each in turn, and a page of 50 each minute besides.
        var debt = default(BrowsingDebt);
        var most = (Minutes: 0f, Hours: 0f);
        for (var second = 0u; second < 3_600; second++)
        {
            var entries = second % 60 == 0 && second % 600 == 0 ? 30f : second % 7 == 0 ? 1 : 0;
            debt.Serve(Start + second, entries);
            most = (Math.Max(most.Minutes, debt.Minutes), Math.Max(most.Hours, debt.Hours));
        }

        most.Minutes.Should().BeLessThan(100);
        most.Hours.Should().BeLessThan(600);
    }
}
