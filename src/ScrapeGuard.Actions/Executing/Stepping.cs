using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Planning;
using ScrapeGuard.Actions.Storing;

namespace ScrapeGuard.Actions.Executing;

/// <summary>The transactions of a step.</summary>
internal static class Stepping
{
    /// <summary>Records answers, and takes up accounts whose time has come.</summary>
    /// <param name="store">The store.</param>
    /// <param name="context">Of the plan.</param>
    /// <param name="answered">Calls that were answered.</param>
    /// <param name="isUnderWay">Whether a call of an account is still under way here.</param>
    /// <param name="bounds">How much may be begun.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public static async Task<Stepped> RunAsync(IActionStore store, PlanContext context,
        IReadOnlyList<RunningCall> answered, Func<string, bool> isUnderWay, StepBounds bounds,
        CancellationToken cancellation)
    {
        var transaction = await store.BeginAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var waking = bounds.Accounts > 0
                ? await transaction.WakingAsync(context.NowMicros, bounds.Accounts, cancellation).ConfigureAwait(false)
                : [];
            var accounts = waking.Where(account => !isUnderWay(account)).ToList();
            var all = answered.Select(call => call.Account).Concat(accounts).ToHashSet(StringComparer.Ordinal);
            var plan = await LoadAsync(transaction, context, all, cancellation).ConfigureAwait(false);
            foreach (var call in answered)
            {
                CompletionPlanner.Complete(plan, call.Call, await call.Answer.ConfigureAwait(false));
            }

            var calls = new List<PlannedCall>();
            var looked = 0;
            while (looked < accounts.Count && calls.Count < bounds.Calls)
            {
                if (WakePlanner.Wake(plan, accounts[looked++]) is { } call)
                {
                    calls.Add(call);
                }
            }

            await CommitAsync(transaction, plan, cancellation).ConfigureAwait(false);
            return new Stepped(calls, looked, plan.HasWaves, Guard.Stops(plan) is not null);
        }
    }

    /// <summary>Works off a batch of the oldest wave.</summary>
    /// <returns>How many accounts it was about.</returns>
    public static async Task<int> WaveAsync(IActionStore store, PlanContext context,
        CancellationToken cancellation)
    {
        var transaction = await store.BeginAsync(cancellation).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var waves = (await transaction.LoadAsync(new SnapshotKeys(), cancellation).ConfigureAwait(false)).Waves;
            if (waves.Count == 0)
            {
                return 0;
            }

            var max = context.Options.WaveBatch;
            var accounts = await transaction.SelectAsync(waves[0], max, cancellation).ConfigureAwait(false);
            var plan = await LoadAsync(transaction, context, [.. accounts], cancellation, waves[0].Command)
                .ConfigureAwait(false);
            WavePlanner.Work(plan, waves[0], accounts, isLast: accounts.Count < max);
            await CommitAsync(transaction, plan, cancellation).ConfigureAwait(false);
            return accounts.Count;
        }
    }

    private static async Task<Plan> LoadAsync(IActionTransaction transaction, PlanContext context,
        HashSet<string> accounts, CancellationToken cancellation, OperatorCommand? wave = null)
    {
        var takesDown = wave is { Kind: CommandKind.Takedown };
        string[] cases = takesDown
            ? [CasePlanner.OfGuard, PlanIds.OfCase(CaseSubject.Campaign, wave!.Target.Name)]
            : [CasePlanner.OfGuard];
        var keys = new SnapshotKeys { Accounts = accounts, Cases = cases };
        var plan = new Plan(await transaction.LoadAsync(keys, cancellation).ConfigureAwait(false), context);
        var scopes = accounts.SelectMany(plan.Open)
            .Where(effect => effect is { Kind: EffectKind.Suspend, State: EffectState.Due })
            .SelectMany(effect => effect.Scopes).ToHashSet(StringComparer.Ordinal);
        if (takesDown)
        {
            scopes.UnionWith(plan.ScopesOf(accounts));
        }

        if (scopes.Count > 0)
        {
            plan.Add(await transaction.UseAsync(scopes, Budgets.HourFrom(plan.Now), Budgets.DayFrom(plan.Now),
                cancellation).ConfigureAwait(false));
        }

        return plan;
    }

    private static Task CommitAsync(IActionTransaction transaction, Plan plan, CancellationToken cancellation)
    {
        var changes = plan.Finish();
        return changes.IsEmpty ? Task.CompletedTask : transaction.CommitAsync(changes, cancellation);
    }
}
