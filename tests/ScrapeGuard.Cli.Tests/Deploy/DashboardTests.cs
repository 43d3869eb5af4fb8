using System.Text.Json;
using System.Text.RegularExpressions;

namespace ScrapeGuard.Cli.Tests.Deploy;

[NonParallelizable]
public sealed partial class DashboardTests
{
    [Test]
    public void Panels_EveryExpression_NamesOnlyWhatIsExported()
    {
        var metrics = new MetricRules(ExportedMetrics.Collect(), PrometheusRulesTests.Recorded());
        foreach (var (name, board) in Boards())
        {
            var targets = Targets(board).ToList();
            targets.Should().HaveCountGreaterThan(5, name);
            foreach (var target in targets)
            {
                var expression = target.GetProperty("expr").GetString()!;
                metrics.Offences(expression).Should().BeEmpty(name);
                var legend = target.GetProperty("legendFormat").GetString()!;
                LegendLabel().Matches(legend).Select(match => match.Groups[1].Value)
                    .Should().BeSubsetOf(metrics.Labels(expression), $"{name} shows labels that {expression} has");
            }
        }
    }

    [Test]
    public void Variables_EveryQuery_NamesOnlyWhatIsExported()
    {
        var exported = ExportedMetrics.Collect();
        foreach (var (name, board) in Boards())
        {
            foreach (var variable in board.GetProperty("templating").GetProperty("list").EnumerateArray()
                .Where(variable => variable.GetProperty("type").GetString() == "query"))
            {
                var asked = LabelValues().Match(variable.GetProperty("query").GetString()!);
                exported.Names.Should().Contain(asked.Groups[1].Value, name);
                exported.Labels(asked.Groups[1].Value).Concat(["job", "instance"])
                    .Should().Contain(asked.Groups[2].Value);
            }
        }
    }

    [Test]
    public void Boards_EachOne_IsWhole()
    {
        var boards = Boards().ToList();
        boards.Select(board => board.Board.GetProperty("uid").GetString()).Should().OnlyHaveUniqueItems();
        foreach (var (name, board) in boards)
        {
            board.GetProperty("title").GetString().Should().StartWith("ScrapeGuard", name);
            var panels = board.GetProperty("panels").EnumerateArray().ToList();
            panels.Select(panel => panel.GetProperty("id").GetInt32()).Should().OnlyHaveUniqueItems(name);
            panels.Should().OnlyContain(panel => IsInPlace(panel));
            panels.Where(panel => panel.GetProperty("type").GetString() != "row")
                .SelectMany(panel => (string?[])
                    [panel.GetProperty("title").GetString(), panel.GetProperty("description").GetString()])
                .Should().OnlyContain(text => text!.Length > 0);
        }
    }

    [Test]
    public void Panels_AnyTwo_DoNotOverlap()
    {
        foreach (var (name, board) in Boards())
        {
            var places = board.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("gridPos"))
                .SelectMany(Cells).ToList();
            places.Should().OnlyHaveUniqueItems(name);
        }
    }

    /// <summary>What panels ask for.</summary>
    internal static IEnumerable<string> Expressions() =>
        Boards().SelectMany(board => Targets(board.Board)).Select(target => target.GetProperty("expr").GetString()!);

    private static IEnumerable<(int X, int Y)> Cells(JsonElement place) =>
        from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
        from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
        select (x, y);

    // Grafana's grid is 24 columns wide.
    private static bool IsInPlace(JsonElement panel)
    {
        var place = panel.GetProperty("gridPos");
        return place.GetProperty("x").GetInt32() + place.GetProperty("w").GetInt32() <= 24;
    }

    private static IEnumerable<(string Name, JsonElement Board)> Boards() =>
        DeployFolder.Files("grafana/dashboards", "*.json")
            .Select(path => (DeployFolder.Name(path), JsonDocument.Parse(File.ReadAllText(path)).RootElement));

    private static IEnumerable<JsonElement> Targets(JsonElement board) => board.GetProperty("panels").EnumerateArray()
        .Where(panel => panel.TryGetProperty("targets", out _))
        .SelectMany(panel => panel.GetProperty("targets").EnumerateArray());

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex LegendLabel();

    [GeneratedRegex(@"^label_values\((\w+)(?:\{[^}]*\})?,\s*(\w+)\)$")]
    private static partial Regex LabelValues();
}
