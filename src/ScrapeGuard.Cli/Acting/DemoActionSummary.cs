using ScrapeGuard.Actions.Audit;

namespace ScrapeGuard.Cli.Acting;

/// <summary>What came of the decisions of a demo.</summary>
internal sealed record DemoActionSummary
{
    public required long Throttles { get; init; }

    public required long Challenges { get; init; }

    public required long Suspensions { get; init; }

    public required long Restores { get; init; }

    /// <summary>Effects that wait for people at the end.</summary>
    public required long Held { get; init; }

    /// <summary>Keys that were carried out more than once: nought where all is well.</summary>
    public required int DoneTwice { get; init; }

    /// <summary>Budgets of the guard that were found used up.</summary>
    public required long Trips { get; init; }

    /// <summary>Safeguard events, by what they tell.</summary>
    public required IReadOnlyDictionary<string, long> Told { get; init; }

    /// <summary>What they take as CloudEvents.</summary>
    public required long ToldBytes { get; init; }

    /// <summary>Whom we hit: effects that were done, by <c>KIND COHORT</c>.</summary>
    public required IReadOnlyDictionary<string, long> Hit { get; init; }

    public required AuditVerdict Audit { get; init; }
}
