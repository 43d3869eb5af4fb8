using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Evaluating;

/// <summary>How well scrapers were caught and people left alone: by kind, scrapers first.</summary>
internal sealed record Evaluation
{
    public required IReadOnlyList<KindResult> Kinds { get; init; }

    public required long Events { get; init; }

    /// <summary>Length of the traffic, in days.</summary>
    public required double Days { get; init; }

    /// <summary>Labelled accounts without an event.</summary>
    public required int NotSeen { get; init; }

    /// <summary>Accounts with an event and no label.</summary>
    public required long Unlabelled { get; init; }

    /// <summary>People times days: what wrong verdicts are measured by.</summary>
    public double PersonDays => Kinds.Where(kind => kind.IsPeople).Sum(kind => kind.Accounts) * Days;

    /// <summary>People whose most severe verdict was this one.</summary>
    public long PeopleWith(Verdict worst) => Kinds.Where(kind => kind.IsPeople).Sum(kind => (long)kind.Of(worst));

    /// <summary>The same for each 10,000 days of a person's account.</summary>
    public double Per10000PersonDays(Verdict worst) => PersonDays > 0 ? PeopleWith(worst) * 10_000 / PersonDays : 0;

    /// <summary>Sums up a run that is over.</summary>
    /// <param name="labels">The labels with their totals.</param>
    /// <param name="ledger">What became of these accounts.</param>
    public static Evaluation Of(IReadOnlyCollection<LabelledAccount> labels, OutcomeLedger ledger)
    {
        var outcomes = new List<AccountOutcome>(labels.Count);
        foreach (var label in labels)
        {
            var outcome = ledger.OutcomeOf(label.Account);
            outcome.Label = label;
            outcomes.Add(outcome);
        }

        var seen = outcomes.Where(outcome => outcome.IsSeen).ToList();
        return new Evaluation
        {
            Kinds =
            [
                .. seen.GroupBy(outcome => (outcome.Label.Label, outcome.Label.Kind))
                    .OrderByDescending(group => group.Key.Label, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Kind, StringComparer.Ordinal)
                    .Select(group => KindResult.Make(group.Key.Label, group.Key.Kind, [.. group])),
            ],
            Events = ledger.Events,
            Days = ledger.Days,
            NotSeen = outcomes.Count - seen.Count,
            Unlabelled = ledger.Unlabelled,
        };
    }
}
