using ScrapeGuard.Actions.Effects;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine;

namespace ScrapeGuard.Console.Traffic;

/// <summary>
/// What the console knows of events and decisions: a read model in bounded memory. Any thread may feed
/// it, any may read.
/// </summary>
public sealed class TrafficModel(TrafficOptions options) : IEvaluationObserver
{
    private readonly Lock _gate = new();
    private readonly TrafficTables _tables = new(options);
    private readonly Dictionary<AccountKey, float[]> _rows = [];
    private readonly Queue<AccountKey> _rowOrder = new();

    /// <summary>Is told of each decision, once it is in the model; called on the thread that feeds.</summary>
    internal Action<Decision>? Decided { get; set; }

    /// <summary>Accounts that found no room.</summary>
    public long Overflow => Read(tables => tables.Overflow);

    /// <summary>Takes in events.</summary>
    public void Take(EventBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        lock (_gate)
        {
            foreach (ref readonly var e in batch.Events)
            {
                _tables.Take(batch, e);
            }
        }
    }

    /// <summary>Takes in a decision.</summary>
    public void Take(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        lock (_gate)
        {
            _tables.Take(decision);
        }

        Decided?.Invoke(decision);
    }

    /// <summary>Takes in what the engine knows of campaigns by now.</summary>
    /// <param name="open">The open ones.</param>
    public void Take(IReadOnlyList<Campaign> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        lock (_gate)
        {
            _tables.Campaigns.Take(open);
        }
    }

    /// <summary>Something was done to an account.</summary>
    /// <param name="account">Its name.</param>
    /// <param name="kind">What; a restore takes back what held.</param>
    /// <param name="micros">When, in microseconds since 1970.</param>
    public void Become(string account, EffectKind kind, long micros)
    {
        lock (_gate)
        {
            _tables.Become(account, kind, micros);
        }
    }

    /// <summary>Reads names out of an event's line, where the model lacks them.</summary>
    /// <param name="line">The event as it came, JSON.</param>
    /// <param name="e">The event.</param>
    public void Learn(ReadOnlySpan<byte> line, in AccessEvent e)
    {
        lock (_gate)
        {
            var account = _tables.Find(e.Account);
            var room = account is { Newest: not null } && e.Operation != Operation.Play
                ? AccountTrace.MaxSamples - account.Samples.Count
                : 0;
            if ((room > 0 && e.TrackCount > 0) || _tables.Texts.Lacks(e))
            {
                account?.Samples.AddRange(_tables.Texts.Learn(line, room));
            }
        }
    }

    /// <summary>Keeps what an account looked like when it was scored last.</summary>
    public void Observe(AccountKey account, ReadOnlySpan<float> row)
    {
        lock (_rows)
        {
            if (_rows.TryGetValue(account, out var kept))
            {
                row[..kept.Length].CopyTo(kept);
            }
            else
            {
                _rows[account] = row.ToArray();
                _rowOrder.Enqueue(account);
                if (_rows.Count > options.MaxAccounts)
                {
                    _rows.Remove(_rowOrder.Dequeue());
                }
            }
        }
    }

    /// <summary>Looks at the model while nothing changes.</summary>
    internal T Read<T>(Func<TrafficTables, T> read)
    {
        lock (_gate)
        {
            return read(_tables);
        }
    }

    /// <summary>What an account looked like when it was scored last; null: that is not known here.</summary>
    internal float[]? RowOf(AccountKey account)
    {
        lock (_rows)
        {
            return _rows.TryGetValue(account, out var row) ? [.. row] : null;
        }
    }
}
