using ScrapeGuard.Telemetry.Exposition;

namespace ScrapeGuard.Telemetry.Tests.Exposition;

public sealed class ExpositionNamesTests
{
    [TestCase("scrapeguard.events.late", "{event}", "Counter", "scrapeguard_events_late_total")]
    [TestCase("scrapeguard.events.read", "By", "Counter", "scrapeguard_events_read_bytes_total")]
    [TestCase("scrapeguard.read.bytes", "By", "Counter", "scrapeguard_read_bytes_total")]
    [TestCase("a.total", "s", "Counter", "a_seconds_total")]
    [TestCase("a.total", "", "Gauge", "a")]
    [TestCase("a.count", "{thread}", "Gauge", "a")]
    [TestCase("a.count", "{thread}", "Histogram", "a")]
    [TestCase("total", "", "Counter", "total_total")]
    [TestCase("a", "1", "Gauge", "a_ratio")]
    [TestCase("a", "1", "Counter", "a_total")]
    [TestCase("a", "1", "Histogram", "a")]
    [TestCase("a", "%", "Gauge", "a_percent")]
    [TestCase("a", "By/s", "Gauge", "a_bytes_per_second")]
    [TestCase("a", "{event}/s", "Gauge", "a_per_second")]
    [TestCase("a", "By/{event}", "Gauge", "a_bytes")]
    [TestCase("a", "furlong/fortnight", "Gauge", "a_furlong_per_fortnight")]
    [TestCase("a", "{}", "Gauge", "a")]
    [TestCase("a..b--c", "", "Gauge", "a_b_c")]
    [TestCase("2a", "", "Gauge", "_2a")]
    [TestCase("", "", "Gauge", "")]
    public void OfMetric_NameAndUnit_AreSpelledOut(string name, string unit, string kind, string expected) =>
        ExpositionNames.OfMetric(name, unit, Enum.Parse<FamilyKind>(kind)).Should().Be(expected);

    [TestCase("partition", "partition")]
    [TestCase("messaging.destination.partition.id", "messaging_destination_partition_id")]
    [TestCase("__name__", "_name_")]
    [TestCase("le", "exported_le")]
    [TestCase("quantile", "exported_quantile")]
    [TestCase("1st", "_1st")]
    [TestCase("ключ", "label")]
    [TestCase("", "label")]
    public void OfLabel_Key_IsTaken(string key, string expected) => ExpositionNames.OfLabel(key).Should().Be(expected);
}
