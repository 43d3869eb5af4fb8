using System.Collections.Immutable;
using ScrapeGuard.Cli.Policies;
using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Cli.PolicyCases;

/// <summary>
/// Reads cases from YAML: <c>cases</c>, each with <c>name</c>, <c>captures</c> or <c>acts</c>, and <c>expect</c>. Every
/// mistake is found in one go.
/// </summary>
internal sealed class PolicyCaseReader
{
    private static readonly IReadOnlyList<(string Word, Operation Meaning)> Operations =
        [.. Enumerable.Range(0, OperationNames.Count)
            .Select(operation => (OperationNames.Of((Operation)operation), (Operation)operation))];

    /// <summary>Keys that say how a step is reached.</summary>
    private static readonly string[] HowReached = ["withinTracks", "within", "because"];

    private readonly PolicyErrors _errors;

    private PolicyCaseReader(PolicyErrors errors) => _errors = errors;

    /// <summary>Reads a whole text.</summary>
    /// <param name="text">The content.</param>
    /// <param name="fileName">Stands in the errors.</param>
    /// <returns>The cases; none when there are errors.</returns>
    public static (IReadOnlyList<PolicyCase> Cases, ImmutableArray<PolicyError> Errors) Read(
        string text, string fileName)
    {
        var errors = new PolicyErrors(fileName);
        var root = new PolicyTree(errors).Read(text.TrimStart('\uFEFF'));
        IReadOnlyList<PolicyCase> cases = root is null ? [] : new PolicyCaseReader(errors).ReadAll(root);
        if (cases.Count == 0 && errors.IsEmpty)
        {
            errors.Add(0, 0, "cases", "", "there are none; a file of cases has at least one");
        }

        return errors.IsEmpty ? (cases, []) : ([], errors.ToSorted());
    }

    private List<PolicyCase> ReadAll(PolicyNode root)
    {
        var file = new PolicySection(root, "", _errors);
        var cases = Each(file, "cases", PolicyCaseLimits.MaxCases, ReadCase);
        file.ReportUnknownKeys();
        return cases;
    }

    private PolicyCase ReadCase(PolicySection section, PolicyNode node, string path)
    {
        var read = new PolicyCase
        {
            Name = Required(section.Name("name"), section, node, path, "name"),
            Captures = [.. section.Names("captures", PolicyCaseLimits.MaxCaptures)],
            Acts = Each(section, "acts", PolicyCaseLimits.MaxActs, ReadAct),
            Expectations = Each(section, "expect", PolicyCaseLimits.MaxExpectations, ReadExpectation),
        };
        section.ReportUnknownKeys();
        if (section.IsWhole && !section.Has("acts") && !section.Has("captures"))
        {
            _errors.Add(node, path, "", "it has no traffic; it must have acts or captures");
        }

        if (section.IsWhole && !section.Has("expect"))
        {
            _errors.Add(node, path, "", "nothing is expected; it must have expect");
        }

        CheckSize(read.Acts, node, path);
        return read;
    }

    private CaseAct ReadAct(PolicySection section, PolicyNode node, string path)
    {
        var act = new CaseAct
        {
            Account = Required(section.Name("account"), section, node, path, "account"),
            Operation = section.Word("operation", Operations) ?? Missing<Operation>(section, node, path, "operation"),
            Count = section.Count("count", 1, PolicyCaseLimits.MaxEvents) ?? Missing<int>(section, node, path, "count"),
            Every = section.Duration("every", PolicyCaseLimits.MaxTime) ?? TimeSpan.FromSeconds(1),
            From = section.Duration("from", PolicyCaseLimits.MaxTime) ?? TimeSpan.Zero,
            Tracks = section.Count("tracks", 0, EventLimits.MaxTracks) ?? 1,
            RepeatsAfter = section.Count("repeatsAfter", 1, PolicyCaseLimits.MaxEvents),
            Plays = section.Duration("plays", TimeSpan.FromHours(24)),
            Plan = section.Name("plan"),
            Country = section.Name("country"),
            Client = section.Name("client"),
        };
        section.ReportUnknownKeys();
        if (act.Plays is not null && act.Tracks == 0)
        {
            _errors.Add(node, path, "", "it plays and serves no track; tracks must be at least 1");
        }

        return act;
    }

    private CaseExpectation ReadExpectation(PolicySection section, PolicyNode node, string path)
    {
        var reaches = section.Word("reaches", PolicyWords.Steps);
        var below = section.Word("staysBelow", PolicyWords.Steps);
        var expectation = new CaseExpectation
        {
            Account = Required(section.Name("account"), section, node, path, "account"),
            Step = reaches ?? below ?? default,
            StaysBelow = below is not null,
            WithinTracks = section.Count("withinTracks", 0, PolicyLimits.MaxCount),
            Within = section.Duration("within", PolicyCaseLimits.MaxTime),
            Because = section.Name("because"),
        };
        section.ReportUnknownKeys();
        if (section.IsWhole && section.Has("reaches") == section.Has("staysBelow"))
        {
            _errors.Add(node, path, "", "it must have either reaches or staysBelow");
        }
        else if (expectation.StaysBelow && HowReached.Any(section.Has))
        {
            _errors.Add(node, path, "", $"{string.Join(", ", HowReached)} say how a step is reached; none stands with "
                + "staysBelow");
        }

        return expectation;
    }

    private void CheckSize(IReadOnlyList<CaseAct> acts, PolicyNode node, string path)
    {
        var (events, tracks) = (acts.Sum(act => act.Events), acts.Sum(act => (long)act.Count * act.Tracks));
        if (events > PolicyCaseLimits.MaxEvents)
        {
            _errors.Add(node, path, "", $"its acts make {events:N0} events; at most {PolicyCaseLimits.MaxEvents:N0} "
                + "are allowed");
        }

        if (tracks > PolicyCaseLimits.MaxTracks)
        {
            _errors.Add(node, path, "", $"its acts serve {tracks:N0} tracks; at most {PolicyCaseLimits.MaxTracks:N0} "
                + "are allowed");
        }

        if (acts.Any(act => act.Count * act.Every.TotalSeconds > PolicyCaseLimits.MaxTime.TotalSeconds))
        {
            _errors.Add(node, path, "", $"an act lasts longer than {DurationText.Format(PolicyCaseLimits.MaxTime)}");
        }
    }

    private List<T> Each<T>(PolicySection parent, string key, int max, Func<PolicySection, PolicyNode, string, T> read)
    {
        var items = parent.List(key, max);
        var all = new List<T>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var path = $"{parent.PathOf(key)}[{i}]";
            all.Add(read(new PolicySection(items[i], path, _errors), items[i], path));
        }

        return all;
    }

    private string Required(string? value, PolicySection section, PolicyNode node, string path, string key)
    {
        if (value is null)
        {
            Missing<int>(section, node, path, key);
        }

        return value ?? "";
    }

    /// <summary>Reports a key that is absent; one that is there and wrong was reported.</summary>
    private T Missing<T>(PolicySection section, PolicyNode node, string path, string key)
        where T : struct
    {
        if (section.IsWhole && !section.Has(key))
        {
            _errors.Add(node, path, "", $"{key} is missing");
        }

        return default;
    }
}
