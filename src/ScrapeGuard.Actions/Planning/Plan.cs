using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Executing;
using ScrapeGuard.Actions.Guarding;
using ScrapeGuard.Actions.Storing;
using ScrapeGuard.Core.Policies;

namespace ScrapeGuard.Actions.Planning;

/// <summary>
/// One transaction in the making: what the store knew, changed by what is planned. It knows no time but its own, and
/// the same snapshot and input give the same changes.
/// </summary>
internal sealed class Plan
{
    private readonly Dictionary<string, KnownAccount> _accounts = [];
    private readonly Dictionary<string, KnownAccount> _before = [];
    private readonly Dictionary<string, SortedList<long, Effect>> _open = [];
    private readonly Dictionary<string, Effect> _effects = [];
    private readonly Dictionary<string, Case> _cases = [];
    private readonly Dictionary<(CounterKind, string, long), int> _counters = [];
    private readonly Dictionary<string, BudgetUse> _use = [];
    private readonly HashSet<string> _changedAccounts = [];
    private readonly HashSet<string> _changedEffects = [];
    private readonly HashSet<string> _changedCases = [];
    private readonly List<Wave> _waves = [];
    private bool _guardChanged;

    public Plan(Snapshot snapshot, PlanContext context)
    {
        Context = context;
        Guard = snapshot.Guard;
        HasWaves = snapshot.Waves.Count > 0;
        KnownDecisions = [.. snapshot.KnownDecisions];
        KnownCommands = [.. snapshot.KnownCommands];
        Record = new PlanRecord(this);
        Add(snapshot);
    }

    public PlanContext Context { get; }

    public long Now => Context.NowMicros;

    public Policy Policy => Context.Policy;

    public ActionsOptions Options => Context.Options;

    public ActionCounters Counters => Context.Counters;

    public GuardState Guard { get; private set; }

    public bool HasWaves { get; }

    public HashSet<string> KnownDecisions { get; }

    public HashSet<string> KnownCommands { get; }

    public PlanRecord Record { get; }

    public List<KeptDecision> Decisions { get; } = [];

    public List<KeptCommand> Commands { get; } = [];

    public List<CaseNote> Notes { get; } = [];

    /// <summary>Cases that something came to an end in, each with an account of it.</summary>
    public SortedDictionary<string, string> MayClose { get; } = new(StringComparer.Ordinal);

    public void Add(Snapshot snapshot)
    {
        foreach (var account in snapshot.Accounts)
        {
            if (_accounts.TryAdd(account.Account, account))
            {
                _before.Add(account.Account, account);
            }
        }

        foreach (var effect in snapshot.Effects)
        {
            if (_effects.TryAdd(effect.Id, effect) && effect.State.IsOpen())
            {
                OpenOf(effect.Account).Add(effect.Sequence, effect);
            }
        }

        foreach (var known in snapshot.Cases)
        {
            _cases.TryAdd(known.Id, known);
        }
    }

    public void Add(IReadOnlyDictionary<string, BudgetUse> use)
    {
        foreach (var (scope, used) in use)
        {
            _use.TryAdd(scope, used);
        }
    }

    public KnownAccount Account(string name) =>
        _accounts.TryGetValue(name, out var account) ? account : new KnownAccount { Account = name };

    public void Set(KnownAccount account)
    {
        _accounts[account.Account] = account;
        _changedAccounts.Add(account.Account);
    }

    /// <summary>The open effects of an account, in their order.</summary>
    public IReadOnlyList<Effect> Open(string account) =>
        _open.TryGetValue(account, out var open) ? [.. open.Values] : [];

    public Effect? InFlight(string account) => First(account, EffectState.InFlight);

    public Effect? Held(string account) => First(account, EffectState.Held);

    public Effect? FirstDue(string account) => First(account, EffectState.Due);

    public Effect? Effect(string id) => _effects.GetValueOrDefault(id);

    public void Set(Effect effect)
    {
        _effects[effect.Id] = effect;
        _changedEffects.Add(effect.Id);
        _changedAccounts.Add(effect.Account);
        var open = OpenOf(effect.Account);
        if (effect.State.IsOpen())
        {
            open[effect.Sequence] = effect;
        }
        else
        {
            open.Remove(effect.Sequence);
        }
    }

    public Case? Case(string id) => _cases.GetValueOrDefault(id);

    public void Set(Case changed)
    {
        _cases[changed.Id] = changed with { ChangedMicros = Now };
        _changedCases.Add(changed.Id);
    }

    public void Set(GuardState guard)
    {
        Guard = guard;
        _guardChanged = true;
    }

    public void Set(Wave wave)
    {
        _waves.RemoveAll(other => other.Command.Id == wave.Command.Id);
        _waves.Add(wave);
    }

    public BudgetUse Use(string scope) => _use.GetValueOrDefault(scope);

    /// <summary>The budgets that suspensions of these accounts count in; makes their cohorts known.</summary>
    public HashSet<string> ScopesOf(IEnumerable<string> accounts)
    {
        var scopes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in accounts)
        {
            var account = Account(name);
            if (account.Cohorts.IsEmpty)
            {
                account = account with { Cohorts = Cohorts.Of(account.Profile, Policy, Now) };
                Set(account);
            }

            scopes.UnionWith(Guarding.Guard.ScopesOf(account.Cohorts));
        }

        return scopes;
    }

    /// <summary>Counts, in what is written and in what <see cref="Use"/> tells.</summary>
    public void Count(CounterKind kind, string scope, long bucket, int by)
    {
        var key = (kind, scope, bucket);
        _counters[key] = _counters.GetValueOrDefault(key) + by;
        var use = Use(scope);
        if (kind == CounterKind.Pending)
        {
            _use[scope] = use with { Pending = use.Pending + by };
        }
        else if (kind == CounterKind.Suspension && bucket >= Budgets.DayFrom(Now))
        {
            var hour = bucket >= Budgets.HourFrom(Now) ? by : 0;
            _use[scope] = use with { Day = use.Day + by, Hour = use.Hour + hour };
        }
    }

    /// <summary>Everything that is to be written.</summary>
    public ChangeSet Finish()
    {
        foreach (var account in _changedAccounts.Order(StringComparer.Ordinal))
        {
            AccountSettling.Settle(this, account, _before.GetValueOrDefault(account));
        }

        AccountSettling.CloseCases(this);
        return new ChangeSet
        {
            Accounts = [.. _changedAccounts.Order(StringComparer.Ordinal).Select(account => _accounts[account])],
            Effects = [.. _changedEffects.Select(id => _effects[id])
                .OrderBy(effect => effect.Account, StringComparer.Ordinal).ThenBy(effect => effect.Sequence)],
            Cases = [.. _changedCases.Order(StringComparer.Ordinal).Select(id => _cases[id])],
            Notes = Notes,
            Decisions = Decisions,
            Commands = Commands,
            Waves = _waves,
            Counters = [.. _counters.Where(entry => entry.Value != 0)
                .Select(entry => new CounterChange(entry.Key.Item1, entry.Key.Item2, entry.Key.Item3, entry.Value))
                .OrderBy(change => change.Kind).ThenBy(change => change.Scope, StringComparer.Ordinal)
                .ThenBy(change => change.Bucket)],
            Guard = _guardChanged ? Guard : null,
            Audit = Record.Audit,
            Outgoing = Record.Outgoing,
        };
    }

    private Effect? First(string account, EffectState state)
    {
        if (_open.TryGetValue(account, out var open))
        {
            foreach (var effect in open.Values)
            {
                if (effect.State == state)
                {
                    return effect;
                }
            }
        }

        return null;
    }

    private SortedList<long, Effect> OpenOf(string account)
    {
        if (!_open.TryGetValue(account, out var open))
        {
            _open[account] = open = [];
        }

        return open;
    }
}
