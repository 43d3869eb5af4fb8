using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace ScrapeGuard.Cli.Tests.Deploy;

[NonParallelizable]
public sealed partial class PrometheusRulesTests
{
    private static readonly HashSet<string> Severities = ["warning", "critical"];

    [Test]
    public void Rules_EveryExpression_NamesOnlyWhatIsExported()
    {
        var rules = All().ToList();
        var metrics = new MetricRules(ExportedMetrics.Collect(), Recorded());
        rules.SelectMany(rule => metrics.Offences(rule.Text("expr")!)).Should().BeEmpty();
        rules.Should().HaveCountGreaterThan(15);
    }

    [Test]
    public void Alerts_EveryOne_HasSeverityAndTextsAndLabelsThatExist()
    {
        var metrics = new MetricRules(ExportedMetrics.Collect(), Recorded());
        foreach (var alert in Alerts())
        {
            var name = alert.Text("alert");
            Severities.Should().Contain(alert.Text("labels", "severity"), $"of {name}");
            alert.Text("annotations", "summary").Should().NotBeNullOrEmpty($"of {name}");
            alert.Text("annotations", "description").Should().NotBeNullOrEmpty($"of {name}");
            var texts = string.Join(' ', alert.Pairs("annotations").Select(pair => ((YamlScalarNode)pair.Value).Value));
            var named = UsedLabel().Matches(texts).Select(match => match.Groups[1].Value);
            named.Should().BeSubsetOf(metrics.Labels(alert.Text("expr")!), $"{name} names labels that it has");
        }
    }

    [Test]
    public void Alerts_EveryOne_HasARunbookUnderItsHeading()
    {
        var guide = File.ReadAllLines(Path.Combine(DeployFolder.Root, "README.md"));
        var anchors = guide.Where(line => line.StartsWith('#'))
            .Select(line => NoAnchor().Replace(line.TrimStart('#', ' ').ToLowerInvariant(), "").Replace(' ', '-'));
        var runbooks = Alerts().Select(alert => alert.Text("annotations", "runbook")!).ToList();
        runbooks.Should().OnlyContain(runbook => runbook.StartsWith("deploy/README.md#", StringComparison.Ordinal))
            .And.OnlyHaveUniqueItems();
        runbooks.Select(runbook => runbook[(runbook.IndexOf('#') + 1)..]).Should().BeSubsetOf(anchors);
    }

    [Test]
    public void Alerts_EveryOne_IsSeenToSpeakByATest()
    {
        var tests = DeployFolder.Files("prometheus/tests", "*.yml").SelectMany(DeployFolder.Yaml);
        var spoken = tests.SelectMany(file => file.Items("tests")).SelectMany(test => test.Items("alert_rule_test"))
            .Where(check => check.Items("exp_alerts").Any()).Select(check => check.Text("alertname"));
        Alerts().Select(alert => alert.Text("alert")).Should().BeSubsetOf(spoken);
    }

    [Test]
    public void Promtool_RulesAndTheirTests_Passes()
    {
        Promtool.Run(["check", "rules", .. DeployFolder.Files("prometheus/rules", "*.yml")]);
        Promtool.Run(["test", "rules", .. DeployFolder.Files("prometheus/tests", "*.yml")]);
        Promtool.Run(["check", "config", Path.Combine(DeployFolder.Root, "prometheus", "prometheus.yml")]);
    }

    /// <summary>What rules record, with the labels that are left: those of <c>by</c>, none of a plain sum.</summary>
    internal static Dictionary<string, string[]> Recorded() => All()
        .Where(rule => rule.Text("record") is not null)
        .ToDictionary(rule => rule.Text("record")!, rule => KeptLabels(rule.Text("expr")!), StringComparer.Ordinal);

    private static string[] KeptLabels(string expression) =>
        [.. new PromQuery(expression).GroupLabels.Where(label => label != "le")];

    /// <summary>What rules ask for.</summary>
    internal static IEnumerable<string> Expressions() => All().Select(rule => rule.Text("expr")!);

    private static IEnumerable<YamlNode> All() => DeployFolder.Files("prometheus/rules", "*.yml")
        .SelectMany(DeployFolder.Yaml)
        .SelectMany(file => file.Items("groups"))
        .SelectMany(group => group.Items("rules"));

    private static IEnumerable<YamlNode> Alerts() => All().Where(rule => rule.Text("alert") is not null);

    [GeneratedRegex(@"\$labels\.(\w+)")]
    private static partial Regex UsedLabel();

    [GeneratedRegex("[^a-z0-9 _-]")]
    private static partial Regex NoAnchor();
}
