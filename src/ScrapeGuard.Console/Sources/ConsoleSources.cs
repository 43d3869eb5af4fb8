using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Console.Traffic;

namespace ScrapeGuard.Console.Sources;

/// <summary>Where the console has what it shows from, and where it sends what people order.</summary>
public sealed record ConsoleSources
{
    /// <summary>Events and decisions, as they came.</summary>
    public required TrafficModel Traffic { get; init; }

    /// <summary>Cases, effects, guard.</summary>
    public required IActionReader Actions { get; init; }

    public required IAuditReader Audit { get; init; }

    public required ICommandDesk Commands { get; init; }

    public required IPolicyDesk Policies { get; init; }

    public required IReasonWords Words { get; init; }

    public required IExtentForms Extent { get; init; }

    /// <summary>Event time is simulated: it says nothing of a delay.</summary>
    public bool IsSimulated { get; init; }

    /// <summary>What <c>/metrics</c> shows, in Prometheus' text format; null: there is no such page.</summary>
    public Func<string>? Metrics { get; init; }

    /// <summary>Records of the topics that were not looked at, to keep up.</summary>
    public Func<long> PassedOver { get; init; } = static () => 0;

    /// <summary>Active accounts, as the guard knows them where the policy names no number; 0: not known.</summary>
    public Func<long> ActiveAccounts { get; init; } = static () => 0;

    /// <summary>Why it is not ready, by component; an empty list: it is.</summary>
    public Func<IReadOnlyList<string>> NotReady { get; init; } = static () => [];
}
