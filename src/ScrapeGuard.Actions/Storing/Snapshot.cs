using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Storing;

/// <summary>What the store knows of what was asked; what it does not know is missing.</summary>
public sealed record Snapshot
{
    /// <summary>The accounts asked for, and those of the effects asked for.</summary>
    public IReadOnlyList<KnownAccount> Accounts { get; init; } = [];

    /// <summary>The open effects (held, due, in flight) of these accounts, and the effects asked for by id.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>The cases asked for, and those that these accounts and effects name.</summary>
    public IReadOnlyList<Case> Cases { get; init; } = [];

    /// <summary>Those ids of decisions that came before.</summary>
    public IReadOnlySet<string> KnownDecisions { get; init; } = new HashSet<string>();

    /// <summary>Those ids of commands that came before.</summary>
    public IReadOnlySet<string> KnownCommands { get; init; } = new HashSet<string>();

    public GuardState Guard { get; init; } = GuardState.Initial;

    /// <summary>Waves that are not finished, oldest first.</summary>
    public IReadOnlyList<Wave> Waves { get; init; } = [];
}
