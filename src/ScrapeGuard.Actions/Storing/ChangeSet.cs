using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Storing;

/// <summary>
/// Everything that one transaction changes. Records with a key replace what was there; each key stands once. Written
/// whole or not at all.
/// </summary>
public sealed record ChangeSet
{
    /// <summary>Key: account.</summary>
    public IReadOnlyList<KnownAccount> Accounts { get; init; } = [];

    /// <summary>Key: id.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>Key: id.</summary>
    public IReadOnlyList<Case> Cases { get; init; } = [];

    /// <summary>New ones.</summary>
    public IReadOnlyList<CaseNote> Notes { get; init; } = [];

    /// <summary>New ones.</summary>
    public IReadOnlyList<KeptDecision> Decisions { get; init; } = [];

    /// <summary>New ones.</summary>
    public IReadOnlyList<KeptCommand> Commands { get; init; } = [];

    /// <summary>Key: the command's id.</summary>
    public IReadOnlyList<Wave> Waves { get; init; } = [];

    /// <summary>Each counter stands once.</summary>
    public IReadOnlyList<CounterChange> Counters { get; init; } = [];

    /// <summary>Null: as it was.</summary>
    public GuardState? Guard { get; init; }

    /// <summary>New ones, in their order: the store gives each its place and hash.</summary>
    public IReadOnlyList<AuditFact> Audit { get; init; } = [];

    /// <summary>New ones, in their order.</summary>
    public IReadOnlyList<OutgoingEvent> Outgoing { get; init; } = [];

    public bool IsEmpty => Accounts.Count + Effects.Count + Cases.Count + Notes.Count + Decisions.Count
        + Commands.Count + Waves.Count + Counters.Count + Audit.Count + Outgoing.Count == 0 && Guard is null;
}
