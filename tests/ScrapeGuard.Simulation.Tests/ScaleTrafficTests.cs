namespace ScrapeGuard.Simulation.Tests;

public sealed class ScaleTrafficTests
{
    [TestCase(1, 1)]
    [TestCase(1_000, 5_000)]
    [TestCase(5_000, 1_000)]
    public void ForScale_AnyRatio_ExactlySoManyEventsOverSoManyAccountsInOrder(int accounts, int events)
    {
        var capture = Capture.Of(SimulationOptions.ForScale(accounts, events));
        var lines = capture.Parsed.ToArray();

        lines.Should().HaveCount(events);
        lines.Select(line => line.Account).Distinct().Should().HaveCount(Math.Min(accounts, events));
        lines.Select(line => line.Time).Should().BeInAscendingOrder();
        lines.Select(line => line.Id).Should().OnlyHaveUniqueItems();
        capture.Truth.Should().HaveCount(accounts).And.Equal(Recount.Of(capture));
    }

    [Test]
    public void ForScale_SameSeed_SameBytes()
    {
        var options = SimulationOptions.ForScale(100, 2_000);

        Capture.Of(options).Bytes.AsSpan().SequenceEqual(Capture.Of(options).Bytes).Should().BeTrue();
    }
}
