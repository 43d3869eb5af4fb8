using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Epochs;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Engine.Threading;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine;

/// <summary>
/// Events in, decisions out. The same events give the same decisions, however they are cut into batches, dealt to
/// shards or shuffled within the grace. Not thread-safe: one caller; the work inside is shared among a crew.
/// </summary>
/// <remarks>
/// Each event is held back until the stream's time has passed it by the grace, then judged by what its account did
/// before (in canonical order) and by what all accounts together had done up to the end of the epoch before last.
/// Epochs are ten minutes of event time. So no decision depends on what another shard has or has not seen yet.
/// </remarks>
public sealed class DetectionEngine : IDisposable
{
    private const int SmallRun = 256;

    private readonly CompiledPolicy _policy;
    private readonly WorkCrew _crew;
    private readonly Action<int> _work;
    private readonly StreamClock _clock = new();
    private readonly BatchTimes _times = new();
    private readonly PopularityDelta[] _deltas;
    private IReadOnlyList<EventBatch> _batches = [];
    private EventRun _run;
    private long _releaseSecond;
    private long _epoch = long.MinValue;
    private long _implausible;

    /// <param name="options">Its size.</param>
    /// <param name="policy">What a score leads to.</param>
    /// <param name="model">What people look like; it must know the features of <see cref="FeatureSchema"/>. Null: rules
    /// alone decide.</param>
    /// <param name="crew">Threads to work with; null: the caller's alone.</param>
    /// <exception cref="ArgumentException">Options out of range, or a model of other features.</exception>
    public DetectionEngine(EngineOptions options, Policy policy, DetectionModel? model, WorkCrew? crew = null)
    {
        var errors = options.Validate();
        if (errors.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        }

        if (model?.SchemaMismatch(FeatureSchema.Names) is { } mismatch)
        {
            throw new ArgumentException(mismatch, nameof(model));
        }

        Policy = policy;
        _policy = new CompiledPolicy(policy);
        _crew = crew ?? new WorkCrew(1);
        Shards = [.. Enumerable.Range(0, options.Shards).Select(_ => new Shard(options, _policy, model, Popularity))];
        _deltas = new PopularityDelta[Shards.Length];
        _work = WorkShards;
    }

    public Policy Policy { get; }

    /// <summary>Event time before which every event is judged, in seconds since 1970.</summary>
    public long ReleasedSecond => Shards.Min(shard => shard.ReleasedSecond);

    /// <summary>
    /// The stream's time in microseconds since 1970; <see cref="long.MinValue"/> before the first event.
    /// </summary>
    public long NowMicros => _clock.NowMicros;

    /// <summary>
    /// The end of the last epoch that is over, in microseconds: no decision of an earlier time follows.
    /// </summary>
    public long ClosedMicros => _epoch == long.MinValue ? long.MinValue : _epoch * Epoch.Seconds * 1_000_000;

    /// <summary>Accounts in memory.</summary>
    public long AccountCount => Shards.Sum(shard => (long)shard.Accounts.Count);

    /// <summary>Bytes of state of all accounts: states, names, index.</summary>
    public long AccountBytes => Shards.Sum(shard => shard.Accounts.Bytes);

    /// <summary>What was done and left out so far.</summary>
    public EngineCounters Counters
    {
        get
        {
            var sum = new EngineCounters { ImplausibleTime = _implausible };
            foreach (var shard in Shards)
            {
                sum.Add(shard.Counters);
            }

            return sum;
        }
    }

    internal Shard[] Shards { get; }

    internal PopularitySketch Popularity { get; } = new();

    /// <summary>Takes in batches in order of arrival, and hands out the decisions that they lead to.</summary>
    /// <param name="batches">The batches; they may be used again afterwards.</param>
    /// <param name="decisions">Receives the decisions: each account's in order of time, the accounts in any
    /// order.</param>
    public void Process(IReadOnlyList<EventBatch> batches, ICollection<Decision> decisions)
    {
        _batches = batches;
        _times.Read(batches, _clock, _policy.GraceMicros);
        _implausible += _times.Refused;
        foreach (var run in _times.Runs)
        {
            MoveTo(run.Epoch);
            _run = run;
            Work(isLarge: run.Count >= SmallRun);
        }

        _releaseSecond = _times.LastReleaseSecond;
        if (_times.Runs.Count > 0)
        {
            _run = default;
            Work(isLarge: true);
        }

        _batches = [];
        foreach (var shard in Shards)
        {
            foreach (var decision in shard.Decisions)
            {
                decisions.Add(decision);
            }

            shard.Decisions.Clear();
        }
    }

    /// <summary>
    /// Tells the times of the first events to come, so that a broken clock among them is not believed.
    /// </summary>
    public void Prime(EventBatch first) => BatchTimes.Prime(first, _clock);

    /// <summary>What is known of each account; events still held are counted in, which leads to no decision.</summary>
    public IEnumerable<AccountSummary> Summarize()
    {
        foreach (var shard in Shards)
        {
            shard.DrainForReport();
            for (var place = 0; place < shard.Accounts.Places; place++)
            {
                if (shard.Accounts[place].Key != default)
                {
                    var name = shard.Accounts.NameOf(place);
                    yield return AccountSummary.Of(shard.Accounts[place], name, withPending: true);
                }
            }
        }
    }

    /// <summary>Hears of each account that is forgotten; on the thread of its shard.</summary>
    public void OnForgotten(Action<AccountSummary> observer)
    {
        foreach (var shard in Shards)
        {
            shard.Forgotten = observer;
        }
    }

    /// <summary>Shows every row that is scored; with several shards on several threads.</summary>
    public void OnEvaluation(IEvaluationObserver observer)
    {
        foreach (var shard in Shards)
        {
            shard.Observer = observer;
        }
    }

    public void Dispose() => _crew.Dispose();

    /// <summary>The shard of an account.</summary>
    internal int ShardOf(AccountKey account) => (int)(account.High % (ulong)Shards.Length);

    internal EngineClockState SaveClock() => new(_clock.Save(), _epoch, ReleasedSecond);

    internal void RestoreClock(EngineClockState state)
    {
        _clock.Restore(state.Clock.Now, state.Clock.Center, state.Clock.Run);
        _epoch = state.Epoch;
        foreach (var shard in Shards)
        {
            shard.ReleasedSecond = state.ReleasedSecond;
        }
    }

    /// <summary>Sets the counters to those of a checkpoint; the first shard carries the sum.</summary>
    internal void RestoreCounters(EngineCounters counters)
    {
        _implausible = counters.ImplausibleTime;
        counters.ImplausibleTime = 0;
        Shards[0].Counters = counters;
    }

    private void Work(bool isLarge)
    {
        if (isLarge && _crew.Size > 1)
        {
            _crew.Run(_work);
            return;
        }

        for (var number = 0; number < _crew.Size; number++)
        {
            WorkShards(number);
        }
    }

    /// <summary>
    /// The part of one thread: its shards' events of the run under way, then what the time has come for.
    /// </summary>
    private void WorkShards(int thread)
    {
        for (var number = thread; number < Shards.Length; number += _crew.Size)
        {
            if (_run.Count > 0)
            {
                AddRun(Shards[number], number);
            }

            Shards[number].ReleaseUntil(_releaseSecond);
        }
    }

    private void AddRun(Shard shard, int number)
    {
        var shards = (ulong)Shards.Length;
        var first = _run.FirstEvent;
        var rest = _run.Count;
        for (var b = _run.FirstBatch; rest > 0; b++)
        {
            var batch = _batches[b];
            var releases = _times.ReleasesOf(b);
            var end = Math.Min(batch.Count, first + rest);
            for (var i = first; i < end; i++)
            {
                ref readonly var e = ref batch[i];
                if ((shards > 1 && e.Account.High % shards != (ulong)number) || releases[i] == BatchTimes.RefusedEvent)
                {
                    continue;
                }

                shard.ReleaseUntil(releases[i]);
                shard.Add(e, batch.TracksOf(e), batch.NameOf(e));
            }

            rest -= end - first;
            first = 0;
        }
    }

    /// <summary>Closes every epoch before the one that time has come to.</summary>
    private void MoveTo(long epoch)
    {
        if (_epoch == long.MinValue)
        {
            _epoch = epoch;
        }

        _run = default;
        while (_epoch < epoch)
        {
            _releaseSecond = Epoch.EndSecond(_epoch);
            Work(isLarge: Shards[0].Pending.Count >= SmallRun);
            CloseEpoch();

            // Through a gap in which nothing is held, two steps leave nothing to merge.
            if (_epoch + 2 < epoch && Shards.All(shard => shard.Pending.Count == 0))
            {
                CloseEpoch();
                _epoch = epoch - 1;
                CloseEpoch();
            }
        }

        _releaseSecond = long.MinValue;
    }

    private void CloseEpoch()
    {
        for (var i = 0; i < Shards.Length; i++)
        {
            _deltas[i] = Shards[i].TakenBefore;
        }

        Popularity.Merge(_epoch - 1, _deltas);
        foreach (var shard in Shards)
        {
            shard.TurnEpoch();
            shard.CloseEpoch(Epoch.EndSecond(_epoch));
        }

        _epoch++;
    }
}
