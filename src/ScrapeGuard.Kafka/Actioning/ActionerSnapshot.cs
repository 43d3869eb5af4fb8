using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Kafka.Actioning;

/// <summary>How an actioner stands: what is read from its store now and then.</summary>
public sealed record ActionerSnapshot
{
    public static ActionerSnapshot Empty { get; } = new();

    /// <summary>Effects that something may still become of, by state.</summary>
    public IReadOnlyDictionary<EffectState, long> Open { get; init; } = new Dictionary<EffectState, long>();

    /// <summary>Since when the effect that waits longest is due, in seconds; 0: none is overdue.</summary>
    public double OldestDueSeconds { get; init; }

    /// <summary>Suspensions that the budget of all accounts has left, by window; below 0 counts as 0.</summary>
    public IReadOnlyDictionary<string, long> BudgetLeft { get; init; } = new Dictionary<string, long>();

    /// <summary>Active accounts of which the budgets take a share; 0: not known.</summary>
    public long ActiveAccounts { get; init; }

    /// <summary>The kill switch is thrown, in whatever way.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Safeguard events that are not published, by channel.</summary>
    public IReadOnlyDictionary<OutgoingChannel, long> Outbox { get; init; } = new Dictionary<OutgoingChannel, long>();

    /// <summary>Whom we hit today: effects done by kind and cohort; few enough to be labels.</summary>
    public IReadOnlyList<(string Kind, string Cohort, long Count)> Collateral { get; init; } = [];
}
