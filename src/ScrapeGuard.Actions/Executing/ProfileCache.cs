using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Executing;

/// <summary>
/// What the account service told of accounts lately. Asked before a transaction begins, so that no lock waits for it.
/// </summary>
internal sealed class ProfileCache(IAccountService service, ActionsOptions options, ActionCounters counters)
{
    /// <summary>Most profiles that are kept.</summary>
    private const int MaxProfiles = 100_000;

    private readonly Dictionary<string, (AccountProfile Profile, long AskedMicros)> _known = [];

    /// <summary>
    /// The profiles of the accounts that something may be done to; those that nothing is known of are missing.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, (AccountProfile Profile, long AskedMicros)>> OfAsync(
        IReadOnlyList<Decision> decisions, IReadOnlyList<OperatorCommand> commands, Policy policy, long nowMicros,
        CancellationToken cancellation)
    {
        // Those of a campaign too: a person may take it down, and then nobody waits for profiles.
        var wanted = decisions.Where(decision => decision.Mode == PolicyMode.Enforce
                && (PlanWords.HarmOf(decision.Verdict) is not null || decision.Campaign is { Length: > 0 }))
            .Select(decision => decision.Account)
            .Concat(commands.Where(command => command.Kind.IsOrder() && command.Target.Scope == CommandScope.Account)
                .Select(command => command.Target.Name))
            .Where(account => !policy.Allowlist.Contains(account)).Distinct(StringComparer.Ordinal).ToList();
        var oldest = nowMicros - Timing.Micros(options.ProfileMaxAge);
        var unknown = wanted.Where(account => !_known.TryGetValue(account, out var known)
            || known.AskedMicros < oldest).ToList();
        await AskAsync(unknown, nowMicros, cancellation).ConfigureAwait(false);
        var found = new Dictionary<string, (AccountProfile, long)>();
        foreach (var account in wanted)
        {
            if (_known.TryGetValue(account, out var known))
            {
                found[account] = known;
            }
        }

        return found;
    }

    private async Task AskAsync(List<string> accounts, long nowMicros, CancellationToken cancellation)
    {
        foreach (var chunk in accounts.Chunk(options.MaxCalls))
        {
            var answers = await Task.WhenAll(chunk.Select(
                account => service.ProfileAsync(account, cancellation))).ConfigureAwait(false);
            for (var i = 0; i < chunk.Length; i++)
            {
                Keep(chunk[i], answers[i], nowMicros);
            }

            if (Array.TrueForAll(answers, answer => answer is null))
            {
                // It tells nothing now: what waits is not made to wait longer for more of that.
                return;
            }
        }
    }

    private void Keep(string account, AccountProfile? profile, long nowMicros)
    {
        if (profile is null)
        {
            counters.CountProfileMissing();
            return;
        }

        if (_known.Count >= MaxProfiles)
        {
            _known.Clear();
        }

        _known[account] = (profile, nowMicros);
    }
}
