using ScrapeGuard.Cli.Policies;

namespace ScrapeGuard.Cli.Tests.Policies;

public sealed class DurationTextTests
{
    [TestCase("0", "00:00:00")]
    [TestCase("0s", "00:00:00")]
    [TestCase("250ms", "00:00:00.250")]
    [TestCase("60s", "00:01:00")]
    [TestCase("5m", "00:05:00")]
    [TestCase("24h", "1.00:00:00")]
    [TestCase("7d", "7.00:00:00")]
    [TestCase("1h30m", "01:30:00")]
    [TestCase("1d2h3m4s5ms", "1.02:03:04.005")]
    [TestCase("01:30:00", "01:30:00")]
    [TestCase("36:00:01", "1.12:00:01")]
    public void TryParse_Duration_GivesIt(string text, string expected)
    {
        DurationText.TryParse(text, out var duration).Should().BeTrue();
        duration.Should().Be(TimeSpan.Parse(expected));
    }

    [TestCase("")]
    [TestCase("60")]
    [TestCase("s")]
    [TestCase("-5m")]
    [TestCase("1.5h")]
    [TestCase("5 m")]
    [TestCase("5M")]
    [TestCase("5w")]
    [TestCase("5m1h")]
    [TestCase("5m5m")]
    [TestCase("1:30")]
    [TestCase("01:60:00")]
    [TestCase("01:00:60")]
    [TestCase("123456:00:00")]
    [TestCase("1234567890123s")]
    [TestCase("999999999999d")]
    [TestCase("٣s")]
    public void TryParse_NoDuration_IsFalse(string text) => DurationText.TryParse(text, out _).Should().BeFalse();

    [TestCase(0, "0s")]
    [TestCase(1, "1ms")]
    [TestCase(60_000, "1m")]
    [TestCase(90_000, "90s")]
    [TestCase(86_400_000, "1d")]
    [TestCase(129_600_000, "36h")]
    public void Format_Duration_IsReadBack(long milliseconds, string expected)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);
        DurationText.Format(duration).Should().Be(expected);
        DurationText.TryParse(expected, out var read).Should().BeTrue();
        read.Should().Be(duration);
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void Format_NoWholeMilliseconds_Throws(long ticks)
    {
        var act = () => DurationText.Format(new TimeSpan(ticks));
        act.Should().Throw<ArgumentOutOfRangeException>();
    }
}
