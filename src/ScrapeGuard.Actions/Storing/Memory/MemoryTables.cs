using ScrapeGuard.Actions.Accounts;
using ScrapeGuard.Actions.Audit;
using ScrapeGuard.Actions.Cases;
using ScrapeGuard.Actions.Commands;
using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Actions.Guarding;

namespace ScrapeGuard.Actions.Storing.Memory;

/// <summary>What the store in memory holds; nothing here is safe from two threads at once.</summary>
internal sealed class MemoryTables(int maxFinished)
{
    private readonly Dictionary<string, SortedList<long, string>> _open = [];
    private readonly Queue<string> _finished = new();
    private readonly Queue<string> _decisionOrder = new();
    private AuditHead _head = AuditHead.Empty;

    public Dictionary<string, KnownAccount> Accounts { get; } = [];

    public SortedSet<(long Wake, string Account)> Waking { get; } = [];

    public SortedSet<string> Harmed { get; } = new(Utf8Order.Instance);

    public Dictionary<string, Effect> Effects { get; } = [];

    public Dictionary<string, Case> Cases { get; } = [];

    public List<CaseNote> Notes { get; } = [];

    public Dictionary<string, KeptDecision> Decisions { get; } = [];

    public Dictionary<string, KeptCommand> Commands { get; } = [];

    public List<Wave> Waves { get; } = [];

    public Dictionary<(CounterKind Kind, string Scope), SortedList<long, int>> Counters { get; } = [];

    public GuardState Guard { get; private set; } = GuardState.Initial;

    public List<AuditEntry> Audit { get; } = [];

    public Dictionary<OutgoingChannel, SortedList<long, MemoryOutgoing>> Outgoing { get; } = [];

    /// <summary>Finished effects and decisions that were forgotten because there were too many.</summary>
    public long Forgotten { get; private set; }

    private long Order { get; set; }

    public IEnumerable<Effect> OpenOf(string account) =>
        _open.TryGetValue(account, out var open) ? open.Values.Select(id => Effects[id]) : [];

    public void Apply(ChangeSet changes)
    {
        foreach (var account in changes.Accounts)
        {
            Put(account);
        }

        foreach (var effect in changes.Effects)
        {
            Put(effect);
        }

        foreach (var changed in changes.Cases)
        {
            Cases[changed.Id] = changed;
        }

        Notes.AddRange(changes.Notes);
        foreach (var decision in changes.Decisions)
        {
            Decisions.Add(decision.Decision.Id, decision);
            _decisionOrder.Enqueue(decision.Decision.Id);
        }

        foreach (var command in changes.Commands)
        {
            Commands.Add(command.Command.Id, command);
        }

        foreach (var wave in changes.Waves)
        {
            Put(wave);
        }

        foreach (var change in changes.Counters)
        {
            Put(change);
        }

        Guard = changes.Guard ?? Guard;
        foreach (var fact in changes.Audit)
        {
            var entry = AuditChain.Append(_head, fact);
            Audit.Add(entry);
            _head = new AuditHead(entry.Sequence, entry.Hash);
        }

        foreach (var outgoing in changes.Outgoing)
        {
            OutgoingOf(outgoing.Channel).Add(Order++, new MemoryOutgoing(outgoing));
        }

        Forget();
    }

    public SortedList<long, MemoryOutgoing> OutgoingOf(OutgoingChannel channel)
    {
        if (!Outgoing.TryGetValue(channel, out var list))
        {
            Outgoing[channel] = list = [];
        }

        return list;
    }

    public void Published(OutgoingChannel channel, IEnumerable<string> ids)
    {
        var published = ids.ToHashSet(StringComparer.Ordinal);
        var list = OutgoingOf(channel);
        foreach (var order in list.Where(entry => published.Contains(entry.Value.Event.Event.Id))
            .Select(entry => entry.Key).ToList())
        {
            list.Remove(order);
        }
    }

    /// <summary>The sum of a counter from a bucket on.</summary>
    public int Sum(CounterKind kind, string scope, long from)
    {
        var sum = 0;
        if (Counters.TryGetValue((kind, scope), out var buckets))
        {
            for (var i = buckets.Count - 1; i >= 0 && buckets.Keys[i] >= from; i--)
            {
                sum += buckets.Values[i];
            }
        }

        return sum;
    }

    private void Put(KnownAccount account)
    {
        if (Accounts.TryGetValue(account.Account, out var before))
        {
            Waking.Remove((before.WakeMicros, before.Account));
        }

        if (account.WakeMicros != KnownAccount.Never)
        {
            Waking.Add((account.WakeMicros, account.Account));
        }

        _ = account.HarmedMicros is null ? Harmed.Remove(account.Account) : Harmed.Add(account.Account);
        Accounts[account.Account] = account;
    }

    private void Put(Effect effect)
    {
        Effects[effect.Id] = effect;
        if (!_open.TryGetValue(effect.Account, out var open))
        {
            _open[effect.Account] = open = [];
        }

        if (effect.State.IsOpen())
        {
            open[effect.Sequence] = effect.Id;
            return;
        }

        open.Remove(effect.Sequence);
        _finished.Enqueue(effect.Id);
        if (open.Count == 0)
        {
            _open.Remove(effect.Account);
        }
    }

    private void Put(Wave wave)
    {
        var index = Waves.FindIndex(other => other.Command.Id == wave.Command.Id);
        if (index >= 0)
        {
            Waves[index] = wave;
        }
        else
        {
            Waves.Add(wave);
        }
    }

    private void Put(CounterChange change)
    {
        var key = (change.Kind, change.Scope);
        if (!Counters.TryGetValue(key, out var buckets))
        {
            Counters[key] = buckets = [];
        }

        var value = buckets.GetValueOrDefault(change.Bucket) + change.By;
        _ = value == 0 ? buckets.Remove(change.Bucket) : (buckets[change.Bucket] = value) != 0;
        if (buckets.Count == 0)
        {
            Counters.Remove(key);
        }
    }

    /// <summary>The oldest finished effects and decisions make room.</summary>
    private void Forget()
    {
        while (_finished.Count > maxFinished)
        {
            if (Effects.TryGetValue(_finished.Dequeue(), out var effect) && !effect.State.IsOpen())
            {
                Effects.Remove(effect.Id);
                Forgotten++;
            }
        }

        while (_decisionOrder.Count > maxFinished)
        {
            Decisions.Remove(_decisionOrder.Dequeue());
            Forgotten++;
        }
    }
}
