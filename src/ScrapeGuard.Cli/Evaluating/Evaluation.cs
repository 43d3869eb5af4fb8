using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Detection.Evaluation;

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

    /// <summary>
    /// Chance that a scraper's highest score is above a person's, a tie counting half (area under the receiver
    /// operating characteristic over accounts); not a number when one of them is missing.
    /// </summary>
    public required double Auroc { get; init; }

    /// <summary>The curve that <see cref="Auroc"/> is the area under.</summary>
    public required IReadOnlyList<RocPoint> Roc { get; init; }

    /// <summary>What a full scrape of entries costs, pace by pace.</summary>
    public required CostCurve TrackCosts { get; init; }

    /// <summary>What a full scrape of audio costs, pace by pace.</summary>
    public required CostCurve AudioCosts { get; init; }

    /// <summary>What a full scrape costs that the engine does not suspend.</summary>
    public required ScrapeCost Unseen { get; init; }

    /// <summary>What a full scrape costs that a plain rate limit does not stop.</summary>
    public required ScrapeCost UnseenByRateLimit { get; init; }

    /// <summary>
    /// Days of people's accounts, each from its first event to its last, a day at least: what wrong verdicts are
    /// measured by.
    /// </summary>
    public required double PersonDays { get; init; }

    /// <summary>People whose most severe verdict was this one.</summary>
    public long PeopleWith(Verdict worst) => Kinds.Where(kind => kind.IsPeople).Sum(kind => (long)kind.Of(worst));

    /// <summary>The same for each 10,000 days of a person's account.</summary>
    public double Per10000PersonDays(Verdict worst) => PersonDays > 0 ? PeopleWith(worst) * 10_000 / PersonDays : 0;

    /// <summary>
    /// Upper bound, with 95 % confidence, of people so judged for each 10,000 days of a person's account.
    /// </summary>
    public double UpperPer10000PersonDays(Verdict worst) =>
        PersonDays > 0 ? ConfidenceBound.Upper(PeopleWith(worst)) * 10_000 / PersonDays : 0;

    /// <summary>People whom a plain rate limit would have stopped.</summary>
    public long PeopleRateLimited => Kinds.Where(kind => kind.IsPeople).Sum(kind => (long)kind.RateLimited);

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
            PersonDays = seen.Where(outcome => outcome.Label.IsPerson).Sum(outcome => outcome.Days),
            Auroc = RankedLabels.Auroc(
                [.. seen.Select(outcome => (float)outcome.HighestScore)],
                [.. seen.Select(outcome => !outcome.Label.IsPerson)]),
            Roc = RocCurve.Of(seen),
            TrackCosts = CostCurve.Of(seen, isAudio: false),
            AudioCosts = CostCurve.Of(seen, isAudio: true),
            Unseen = ScrapeCost.Of(seen.Where(outcome => outcome.SuspendedMicros is null)),
            UnseenByRateLimit = ScrapeCost.Of(seen.Where(outcome => !outcome.RateLimit.IsOver)),
            NotSeen = outcomes.Count - seen.Count,
            Unlabelled = ledger.Unlabelled,
        };
    }
}
