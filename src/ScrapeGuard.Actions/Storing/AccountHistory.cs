using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Effects;

namespace ScrapeGuard.Actions.Storing;

/// <summary>All that is known of one account, each list bounded and newest first.</summary>
public sealed record AccountHistory
{
    public required KnownAccount Account { get; init; }

    /// <summary>The case that it is in; null: none.</summary>
    public Case? Case { get; init; }

    public IReadOnlyList<KeptDecision> Decisions { get; init; } = [];

    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>What people ordered about it.</summary>
    public IReadOnlyList<KeptCommand> Commands { get; init; } = [];

    /// <summary>Every change of its state.</summary>
    public IReadOnlyList<AuditEntry> Audit { get; init; } = [];

    /// <summary>Reads it; null when nothing is known of the account.</summary>
    /// <param name="reader">The store.</param>
    /// <param name="account">The account.</param>
    /// <param name="max">Most of each list; 1 to 1,000.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached.</exception>
    public static async Task<AccountHistory?> ReadAsync(
        IActionReader reader, string account, int max, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (await reader.AccountAsync(account, cancellation).ConfigureAwait(false) is not { } known)
        {
            return null;
        }

        var audit = new AuditQuery { Account = account, Max = max };
        return new AccountHistory
        {
            Account = known,
            Case = known.Case is { } id ? await reader.CaseAsync(id, cancellation).ConfigureAwait(false) : null,
            Decisions = await reader.DecisionsAsync(account, max, cancellation).ConfigureAwait(false),
            Effects = await reader.EffectsAsync(account, max, cancellation).ConfigureAwait(false),
            Commands = await reader.CommandsAsync(account, 0, max, cancellation).ConfigureAwait(false),
            Audit = (await reader.AuditAsync(audit, cancellation).ConfigureAwait(false)).Items,
        };
    }
}
