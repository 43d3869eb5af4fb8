namespace ScrapeGuard.Cli.Tests.Deploy;

/// <summary>Whether an expression names only what is exported.</summary>
/// <param name="exported">What the program exports.</param>
/// <param name="recorded">Names of series that rules record, with the labels that they keep.</param>
internal sealed class MetricRules(ExportedMetrics exported, IReadOnlyDictionary<string, string[]> recorded)
{
    // Of Prometheus itself, and what it adds to each series.
    private static readonly HashSet<string> Own = ["up"];
    private static readonly HashSet<string> Target = ["job", "instance"];

    // Labels whose values are a few fixed words, each of which the page then holds.
    private static readonly HashSet<string> Words =
        ["verdict", "mode", "outcome", "state", "fate", "window", "channel", "kind"];

    /// <summary>What is wrong, one line an offence.</summary>
    public IEnumerable<string> Offences(string expression)
    {
        var query = new PromQuery(expression);
        foreach (var selector in query.Selectors)
        {
            if (!IsKnown(selector.Metric))
            {
                yield return $"{selector.Metric} is not exported: {expression}";
                continue;
            }

            foreach (var matcher in selector.Matchers.Where(m => !IsRight(selector.Metric, m)))
            {
                yield return $"{selector.Metric} has no {matcher.Label}=\"{matcher.Value}\": {expression}";
            }
        }

        var labels = query.Selectors.SelectMany(s => LabelsOf(s.Metric)).ToHashSet(StringComparer.Ordinal);
        foreach (var label in query.GroupLabels.Where(label => !labels.Contains(label)))
        {
            yield return $"nothing in it has the label {label}: {expression}";
        }
    }

    /// <summary>The labels that what an expression asks for may have.</summary>
    public IReadOnlySet<string> Labels(string expression) =>
        new PromQuery(expression).Selectors.SelectMany(s => LabelsOf(s.Metric)).ToHashSet(StringComparer.Ordinal);

    private bool IsKnown(string metric) =>
        Own.Contains(metric) || recorded.ContainsKey(metric) || exported.Has(metric);

    private IEnumerable<string> LabelsOf(string metric) =>
        recorded.TryGetValue(metric, out var kept) ? kept : exported.Labels(metric).Concat(Target);

    // A word that a label is compared with must be one of those that it can have, where these are few and fixed.
    private bool IsRight(string metric, PromQuery.Matcher matcher)
    {
        if (Target.Contains(matcher.Label))
        {
            return !recorded.ContainsKey(metric);
        }

        return exported.Values(metric, matcher.Label) is { } values
            && (matcher.Operator != "=" || !Words.Contains(matcher.Label)
                || values.Contains(matcher.Value));
    }
}
