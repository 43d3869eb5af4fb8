using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Storing;

/// <summary>What people look at: reads without the guard's lock, each of them bounded.</summary>
public interface IActionReader
{
    Task<KnownAccount?> AccountAsync(string account, CancellationToken cancellation);

    Task<Effect?> EffectAsync(string id, CancellationToken cancellation);

    /// <summary>Effects of an account, newest first.</summary>
    Task<IReadOnlyList<Effect>> EffectsAsync(string account, int max, CancellationToken cancellation);

    /// <summary>
    /// Effects in a state, longest in it first, after so many others: what waits for people, what failed.
    /// </summary>
    Task<IReadOnlyList<Effect>> EffectsAsync(EffectState state, int skip, int max, CancellationToken cancellation);

    /// <summary>How many effects are in each state; a state without any may be missing.</summary>
    Task<IReadOnlyDictionary<EffectState, long>> CountEffectsAsync(CancellationToken cancellation);

    /// <summary>Cases, changed last first, after so many others.</summary>
    Task<IReadOnlyList<Case>> CasesAsync(bool onlyOpen, int skip, int max, CancellationToken cancellation);

    /// <summary>The cases that a query is about, changed last first.</summary>
    Task<Page<Case>> CasesAsync(CaseQuery query, CancellationToken cancellation);

    Task<Case?> CaseAsync(string id, CancellationToken cancellation);

    /// <summary>Effects of a case, newest first.</summary>
    Task<IReadOnlyList<Effect>> CaseEffectsAsync(string id, int max, CancellationToken cancellation);

    /// <summary>Decisions of a case, newest first by event time.</summary>
    Task<IReadOnlyList<KeptDecision>> CaseDecisionsAsync(string id, int max, CancellationToken cancellation);

    /// <summary>Notes, appeals and answers of a case, oldest first.</summary>
    Task<IReadOnlyList<CaseNote>> CaseNotesAsync(string id, int max, CancellationToken cancellation);

    /// <summary>Decisions about an account, newest first by event time.</summary>
    Task<IReadOnlyList<KeptDecision>> DecisionsAsync(string account, int max, CancellationToken cancellation);

    Task<GuardState> GuardAsync(CancellationToken cancellation);

    /// <summary>Waves, also finished ones, newest first.</summary>
    Task<IReadOnlyList<Wave>> WavesAsync(int max, CancellationToken cancellation);

    /// <summary>What became of a command; null: it has not come.</summary>
    Task<KeptCommand?> CommandAsync(string id, CancellationToken cancellation);

    /// <summary>Commands as they came in, newest first, after so many others.</summary>
    /// <param name="account">Only those that name this account; null: all.</param>
    /// <param name="skip">How many to leave out first.</param>
    /// <param name="max">Most to be given.</param>
    /// <param name="cancellation">Breaks it off.</param>
    Task<IReadOnlyList<KeptCommand>> CommandsAsync(
        string? account, int skip, int max, CancellationToken cancellation);

    /// <summary>The entries of the audit that a query is about, newest first.</summary>
    Task<Page<AuditEntry>> AuditAsync(AuditQuery query, CancellationToken cancellation);

    /// <summary>
    /// Sums of the counters of a kind from a bucket on, by scope: the collateral meter, or what the budgets have used.
    /// </summary>
    Task<IReadOnlyDictionary<string, long>> CountersAsync(
        CounterKind kind, long fromBucket, CancellationToken cancellation);

    /// <summary>Events of a channel that are not published.</summary>
    Task<long> CountOutgoingAsync(OutgoingChannel channel, CancellationToken cancellation);
}
