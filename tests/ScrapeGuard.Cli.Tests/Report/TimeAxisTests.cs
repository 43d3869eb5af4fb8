using ScrapeGuard.Cli.Report;

namespace ScrapeGuard.Cli.Tests.Report;

public sealed class TimeAxisTests
{
    [Test]
    public void Ticks_Week_AreItsDays() =>
        TimeAxis.Ticks(SampleReports.Start, 7 * 86_400).Select(tick => tick.Label).Should()
            .Equal("Dec 1", "Dec 2", "Dec 3", "Dec 4", "Dec 5", "Dec 6", "Dec 7", "Dec 8");

    [Test]
    public void Ticks_StartWithinAnHour_StandOnFullHours() =>
        TimeAxis.Ticks(SampleReports.Start + (600 * 1_000_000L), 6 * 3_600).Should()
            .HaveCount(6).And.StartWith((3_000 / 21_600.0, "01:00"));

    [TestCase(1)]
    [TestCase(59)]
    [TestCase(3_600)]
    [TestCase(100_000)]
    [TestCase(86_400 * 10)]
    [TestCase(86_400 * 365)]
    [TestCase(86_400L * 365 * 2_000)]
    public void Ticks_AnySpan_AreFewAndInOrder(long seconds)
    {
        foreach (var start in new[] { 0, -5_000_001, SampleReports.Start, SampleReports.Start + 1_234_567_890 })
        {
            var ticks = TimeAxis.Ticks(start, seconds).ToList();
            ticks.Should().HaveCountLessThanOrEqualTo(9);
            ticks.Select(tick => tick.Share).Should().BeInAscendingOrder()
                .And.OnlyContain(share => share >= 0 && share <= 1);
        }
    }
}
