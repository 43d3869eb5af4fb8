using System.Collections.Immutable;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Cli.Policies;

/// <summary>Reads <c>cohorts</c>.</summary>
internal sealed class CohortsBinder(PolicyErrors errors)
{
    private readonly Dictionary<string, int> _lineOfName = [];

    /// <param name="file">The whole file.</param>
    /// <param name="thresholds">The policy's, which hold for the steps that a cohort leaves out.</param>
    public ImmutableArray<Cohort> Bind(PolicySection file, ScoreThresholds thresholds)
    {
        var items = file.List("cohorts", PolicyLimits.MaxCohorts);
        var cohorts = ImmutableArray.CreateBuilder<Cohort>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            cohorts.Add(BindOne(items[i], $"{file.PathOf("cohorts")}[{i}]", thresholds, isLast: i == items.Count - 1));
        }

        return cohorts.ToImmutable();
    }

    private Cohort BindOne(PolicyNode node, string path, ScoreThresholds thresholds, bool isLast)
    {
        var section = new PolicySection(node, path, errors);
        var name = section.Name("name");
        CheckName(section, node, path, name);
        var match = section.Section("match");
        var cohort = new Cohort
        {
            Name = name ?? "",
            Plans = [.. match.Names("plans", PolicyLimits.MaxMatchWords)],
            Countries = [.. match.Names("countries", PolicyLimits.MaxMatchWords)],
            Clients = [.. match.Names("clients", PolicyLimits.MaxMatchWords)],
            AccountAgeBelowDays = match.Count("accountAgeBelowDays", 1, PolicyLimits.MaxAccountAgeDays),
            Thresholds = section.Has("thresholds") ? ThresholdsBinder.Bind(section, thresholds, errors) : null,
            MaxVerdict = section.Word("maxVerdict", PolicyWords.Steps),
            Mode = section.Word("mode", PolicyWords.Modes),
        };
        match.ReportUnknownKeys();
        section.ReportUnknownKeys();
        if (!isLast && section.IsWhole && match.IsWhole && !HasCondition(match))
        {
            errors.Add(node, path, "", "no condition stands in match, so no later cohort is ever reached; it must be "
                + "the last");
        }

        return cohort;
    }

    private static bool HasCondition(PolicySection match) =>
        match.Node is MapNode { Entries: var entries }
        && entries.Any(entry => entry.Value is not (ScalarNode { IsNothing: true } or ListNode { Items.Count: 0 }));

    private void CheckName(PolicySection section, PolicyNode node, string path, string? name)
    {
        if (name is null)
        {
            if (section.IsWhole && section.Find("name") is null && node is MapNode)
            {
                errors.Add(node, path, "", "the cohort has no name; it must have one of its own");
            }

            return;
        }

        var at = section.Find("name")!;
        if (!_lineOfName.TryAdd(name, at.Line))
        {
            var shown = ShownText.Of(name);
            errors.Add(at, $"{path}.name", shown, $"{shown} is the name of the cohort on line {_lineOfName[name]} "
                + $"already");
        }
    }
}
