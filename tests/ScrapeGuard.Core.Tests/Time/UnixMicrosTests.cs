using ScrapeGuard.Core.Time;

namespace ScrapeGuard.Core.Tests.Time;

public sealed class UnixMicrosTests
{
    [TestCase("1970-01-01T00:00:00Z", 0)]
    [TestCase("1970-01-01T00:00:01.0000019Z", 1_000_001)]
    [TestCase("1970-01-01T01:00:00+01:00", 0)]
    [TestCase("1969-12-31T23:59:59Z", -1_000_000)]
    public void Of_AnyOffset_CountsFrom1970(string time, long micros) =>
        UnixMicros.Of(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture))
            .Should().Be(micros);
}
