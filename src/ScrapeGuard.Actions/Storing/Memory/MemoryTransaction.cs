using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Storing.Memory;

/// <summary>A transaction of the store in memory: it has the tables to itself until it is disposed of.</summary>
internal sealed class MemoryTransaction(
    MemoryTables tables, Func<ChangeSet, CancellationToken, Task> commit, Action release) : IActionTransaction
{
    private bool _isReleased;

    public Task<Snapshot> LoadAsync(SnapshotKeys keys, CancellationToken cancellation)
    {
        var effects = keys.Effects.Select(id => tables.Effects.GetValueOrDefault(id)).OfType<Effect>().ToList();
        var accounts = keys.Accounts.Concat(effects.Select(effect => effect.Account))
            .Distinct(StringComparer.Ordinal).Where(tables.Accounts.ContainsKey)
            .Select(name => tables.Accounts[name]).ToList();
        effects.AddRange(accounts.SelectMany(account => tables.OpenOf(account.Account)));
        effects = [.. effects.DistinctBy(effect => effect.Id)];
        var cases = keys.Cases.Concat(accounts.Select(account => account.Case).OfType<string>())
            .Concat(effects.Select(effect => effect.Case)).Distinct(StringComparer.Ordinal)
            .Where(tables.Cases.ContainsKey).Select(id => tables.Cases[id]);
        return Task.FromResult(new Snapshot
        {
            Accounts = accounts,
            Effects = effects,
            Cases = [.. cases],
            KnownDecisions = keys.Decisions.Where(tables.Decisions.ContainsKey).ToHashSet(StringComparer.Ordinal),
            KnownCommands = keys.Commands.Where(tables.Commands.ContainsKey).ToHashSet(StringComparer.Ordinal),
            Guard = tables.Guard,
            Waves = [.. tables.Waves.Where(wave => !wave.IsFinished)],
        });
    }

    public Task<IReadOnlyDictionary<string, BudgetUse>> UseAsync(
        IReadOnlyCollection<string> scopes, long hourFrom, long dayFrom, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<string, BudgetUse>>(scopes.ToDictionary(scope => scope, scope =>
            new BudgetUse(
                tables.Sum(CounterKind.Suspension, scope, hourFrom),
                tables.Sum(CounterKind.Suspension, scope, dayFrom),
                tables.Sum(CounterKind.Pending, scope, 0))));

    public Task<IReadOnlyList<string>> WakingAsync(long nowMicros, int max, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. tables.Waking.TakeWhile(entry => entry.Wake <= nowMicros)
            .Take(max).Select(entry => entry.Account)]);

    public Task<IReadOnlyList<string>> SelectAsync(Wave wave, int max, CancellationToken cancellation)
    {
        if (wave.Command.Kind == CommandKind.Takedown)
        {
            return Task.FromResult<IReadOnlyList<string>>([.. tables.Accounts.Values
                .Where(account => account.Campaign == wave.Command.Target.Name
                    && Utf8Order.Instance.Compare(account.Account, wave.Cursor) > 0)
                .Select(account => account.Account).Order(Utf8Order.Instance).Take(max)]);
        }

        if (tables.Harmed.Max is not { } last || Utf8Order.Instance.Compare(wave.Cursor, last) > 0)
        {
            return Task.FromResult<IReadOnlyList<string>>([]);
        }

        return Task.FromResult<IReadOnlyList<string>>([.. tables.Harmed.GetViewBetween(wave.Cursor, last)
            .Where(name => name != wave.Cursor && IsMeant(wave, name)).Take(max)]);
    }

    public async Task CommitAsync(ChangeSet changes, CancellationToken cancellation)
    {
        await commit(changes, cancellation).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        if (!_isReleased)
        {
            _isReleased = true;
            release();
        }

        return ValueTask.CompletedTask;
    }

    private bool IsMeant(Wave wave, string name)
    {
        var account = tables.Accounts[name];
        var target = wave.Command.Target;
        return account.HarmedMicros is { } harmed && harmed <= wave.TakenMicros
            && harmed >= (target.SinceMicros ?? long.MinValue)
            && (account.HasHeld || wave.Command.Kind == CommandKind.Restore)
            && target.Scope switch
            {
                CommandScope.Cohort => account.Cohorts.Contains(target.Name),
                CommandScope.Campaign => account.Campaign == target.Name,
                _ => true,
            };
    }
}
