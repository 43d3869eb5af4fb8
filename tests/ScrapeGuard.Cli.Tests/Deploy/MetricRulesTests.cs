namespace ScrapeGuard.Cli.Tests.Deploy;

[NonParallelizable]
public sealed class MetricRulesTests
{
    private static readonly Dictionary<string, string[]> Recorded = new() { ["a:b"] = ["partition"] };

    [TestCase("up{job=\"x\"} == 0")]
    [TestCase("sum by (partition) (scrapeguard_partition_lag{job=\"x\", partition!~\"3|4\"})")]
    [TestCase("sum(rate(scrapeguard_decisions_made_total{verdict=\"suspend\"}[$__rate_interval])) by (mode)")]
    [TestCase("histogram_quantile(0.99, sum by (le) (rate(scrapeguard_decisions_latency_seconds_bucket[5m])))")]
    [TestCase("max by (partition) (a:b) > 10 * avg_over_time(a:b[1d] offset 1h) # said")]
    [TestCase("scrapeguard_partition_lag unless on (instance) (scrapeguard_partition_idle == 1)")]
    public void Offences_RightExpression_AreNone(string expression) =>
        new MetricRules(ExportedMetrics.Collect(), Recorded).Offences(expression).Should().BeEmpty();

    [TestCase("rate(scrapeguard_decisions_total[5m])", "scrapeguard_decisions_total is not exported")]
    [TestCase("1 - scrapeguard_partition_lag / scrapeguard_partition_lags", "scrapeguard_partition_lags is not")]
    [TestCase("scrapeguard_partition_lag{shard=\"1\"}", "scrapeguard_partition_lag has no shard")]
    [TestCase("scrapeguard_decisions_made_total{verdict=\"ban\"}", "has no verdict=\"ban\"")]
    [TestCase("sum by (topic) (scrapeguard_partition_lag)", "has the label topic")]
    [TestCase("sum(scrapeguard_partition_lag) by (topic)", "has the label topic")]
    [TestCase("max by (instance) (a:b)", "has the label instance")]
    [TestCase("a:c > 1", "a:c is not exported")]
    public void Offences_WrongExpression_NameIt(string expression, string offence) =>
        new MetricRules(ExportedMetrics.Collect(), Recorded).Offences(expression)
            .Should().ContainSingle().Which.Should().Contain(offence);
}
