using ScrapeGuard.AccountService.Calling;
using ScrapeGuard.Cli.Policies.Live;
using ScrapeGuard.Cli.Services;
using ScrapeGuard.Console.Hosting;
using ScrapeGuard.Kafka.Actioning;
using ScrapeGuard.Kafka.Telemetry;
using ScrapeGuard.Telemetry.Exposition;

namespace ScrapeGuard.Cli.Tests.Deploy;

/// <summary>Whatever is counted is also shown, and whatever is asked for is there from the start.</summary>
[NonParallelizable]
public sealed class MetricCoverageTests
{
    /// <summary>Counters whose labels are told by records: their series come with the first of them.</summary>
    private static readonly HashSet<string> ByRecord =
    [
        "messaging_client_consumed_messages_total", // partition, topic
        "scrapeguard_events_read_bytes_total", // partition
        "scrapeguard_events_dead_lettered_total", // reason
        "scrapeguard_records_dead_lettered_total", // reason, topic
    ];

    private static IEnumerable<string> Named =>
    [
        .. WorkerMetricNames.All, .. ActionerMetricNames.All, .. AccountServiceMetrics.All, .. ConsoleMetrics.All,
        .. StateMetrics.All, LivePolicyMetrics.Reloads, MetricsPage.DroppedSeries,
    ];

    [Test]
    public void Instruments_EachNamed_IsExported()
    {
        var exported = ExportedMetrics.Collect();
        Named.Distinct(StringComparer.Ordinal).Where(name => !SeriesOf(name, exported).Any()).Should().BeEmpty();
    }

    [Test]
    public void Instruments_EachNamed_StandsOnABoardOrInARule()
    {
        var exported = ExportedMetrics.Collect();
        var asked = Selectors().Select(selector => selector.Metric).ToHashSet(StringComparer.Ordinal);
        Named.Distinct(StringComparer.Ordinal).Where(name => !SeriesOf(name, exported).Any(asked.Contains))
            .Should().BeEmpty("nobody counts what nobody is to see");
    }

    [Test]
    public void Series_EachOfOurOwn_BelongsToANamedInstrument()
    {
        var exported = ExportedMetrics.Collect();
        var named = Named.SelectMany(name => SeriesOf(name, exported)).ToHashSet(StringComparer.Ordinal);
        exported.Names.Where(name => name.StartsWith("scrapeguard_", StringComparison.Ordinal))
            .Should().BeSubsetOf(named);
    }

    [Test]
    public void Counters_BeforeAnythingIsCounted_AreThereForWhoeverWatchesARise()
    {
        var atStart = ExportedMetrics.CollectAtStart();
        foreach (var selector in Selectors().Where(selector =>
            selector.Metric.EndsWith("_total", StringComparison.Ordinal) && !ByRecord.Contains(selector.Metric)))
        {
            atStart.Names.Should().Contain(selector.Metric);
            foreach (var matcher in selector.Matchers.Where(matcher =>
                matcher.Operator == "=" && matcher.Label is not ("job" or "instance")))
            {
                atStart.Values(selector.Metric, matcher.Label).Should().Contain(matcher.Value, selector.Metric);
            }
        }
    }

    private static IEnumerable<PromQuery.Selector> Selectors() =>
        PrometheusRulesTests.Expressions().Concat(DashboardTests.Expressions())
            .SelectMany(expression => new PromQuery(expression).Selectors);

    /// <summary>
    /// The series of an instrument: its name with underscores, and at most a unit, <c>_total</c>, or the parts of a
    /// histogram behind it; never those of another instrument whose name goes on.
    /// </summary>
    private static IEnumerable<string> SeriesOf(string instrument, ExportedMetrics exported)
    {
        var name = instrument.Replace('.', '_');
        string[] ends = ["", "_total", "_bucket", "_sum", "_count"];
        string[] units = ["", "_seconds", "_bytes", "_ratio"];
        return units.SelectMany(unit => ends.Select(end => name + unit + end)).Where(exported.Has);
    }
}
