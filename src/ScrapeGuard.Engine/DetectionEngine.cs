using System.Text;
using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Accounts;
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
    private const int FarAhead = 12;
    private const int NearAhead = 6;

    private readonly CompiledPolicy _policy;
    private readonly WorkCrew _crew;
    private readonly IStateStore? _store;
    private readonly Action<int> _work;
    private readonly StreamClock _clock = new();
    private readonly BatchTimes _times = new();
    private readonly EpochSchedule _schedule;
    private readonly EpochExchange _exchange;
    private IReadOnlyList<EventBatch> _batches = [];
    private Func<int, bool>? _alongside;
    private int _threads = 1;
    private long _implausible;

    /// <param name="options">Its size.</param>
    /// <param name="policy">What a score leads to.</param>
    /// <param name="model">What people look like; it must know the features of <see cref="FeatureSchema"/>. Null: rules
    /// alone decide.</param>
    /// <param name="crew">Threads to work with; null: the caller's alone.</param>
    /// <param name="store">Takes accounts that find no room in memory; is disposed with the engine. Null: all stay in
    /// memory.</param>
    /// <exception cref="ArgumentException">Options out of range, or a model of other features.</exception>
    public DetectionEngine(
        EngineOptions options, Policy policy, DetectionModel? model, WorkCrew? crew = null, IStateStore? store = null)
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
        _store = store;
        Shards = [.. Enumerable.Range(0, options.Shards).Select(_ => new Shard(options, _policy, model, store))];
        _schedule = new EpochSchedule(_policy.GraceMicros / 1_000_000);
        _exchange = new EpochExchange(Shards.Length);
        _work = Work;
        BeginEpoch(first: 0, step: 1, _schedule.NextEnd);
    }

    public Policy Policy { get; }

    /// <summary>Event time before which every event is judged, in seconds since 1970.</summary>
    public long ReleasedSecond => Shards.Min(shard => shard.ReleasedSecond);

    /// <summary>The stream's time in microseconds since 1970, or <see cref="long.MinValue"/>.</summary>
    public long NowMicros => _clock.NowMicros;

    /// <summary>
    /// The end of the last epoch that is over, in microseconds. Decisions of an earlier time follow only for accounts
    /// that are behind the stream themselves, as in a capture that is not in order, or when the clock was set back.
    /// </summary>
    public long ClosedMicros =>
        _schedule.Current == long.MinValue ? long.MinValue : _schedule.Current * Epoch.Seconds * 1_000_000;

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

    /// <summary>The open campaigns, the eldest first, as of the last epoch that is over.</summary>
    public IReadOnlyList<Campaign> Campaigns => _exchange.Tracker.Board.Campaigns;

    internal Shard[] Shards { get; }

    /// <summary>What is known of campaigns at the end of the last epoch, and the candidates behind it.</summary>
    internal CampaignTracker Tracker => _exchange.Tracker;

    /// <summary>What the shards read of campaigns now.</summary>
    internal CampaignBoard CampaignsRead => _exchange.CampaignsBefore(_schedule.NextEnd);

    /// <summary>What the shards read now.</summary>
    internal PopularitySketch Popularity => _exchange.KnownBefore(_schedule.NextEnd);

    /// <summary>Takes in batches in order of arrival, and hands out the decisions that they lead to.</summary>
    /// <param name="batches">The batches; they may be used again afterwards.</param>
    /// <param name="decisions">
    /// Receives the decisions: each account's in order of time, the accounts in any order.
    /// </param>
    /// <param name="alongside">
    /// Does a piece of work that has nothing to do with the engine, such as decoding what comes next; called with the
    /// number of a thread that waits for another or has done its part, until it says that nothing is left. May be null.
    /// </param>
    public void Process(
        IReadOnlyList<EventBatch> batches, ICollection<Decision> decisions, Func<int, bool>? alongside = null)
    {
        _batches = batches;
        _alongside = alongside;
        _times.Read(batches, _clock, _policy.GraceMicros);
        _implausible += _times.Refused;
        _schedule.Plan(_times.Runs);

        // A few events are done sooner than a thread wakes up.
        var isLarge = alongside is not null || _times.EventsInRuns >= SmallRun;
        _threads = isLarge ? _crew.Size : 1;
        _exchange.Expect(_threads);
        if (isLarge)
        {
            _crew.Run(_work);
        }
        else
        {
            Work(thread: 0);
        }

        _alongside = null;
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
                if (shard.Accounts.Peek(place).Key != default)
                {
                    var name = shard.Accounts.NameOf(place);
                    yield return AccountSummary.Of(shard.Accounts.Peek(place), name, withPending: true)
                        with
                    {
                        Campaign = Tracker.Board.TryFind(shard.Accounts.Peek(place).Key, out var campaign, out _)
                            ? campaign.Id
                            : null,
                    };
                }
            }
        }
    }

    /// <summary>The name of an account in memory, such as a member of a campaign; null: it is not there.</summary>
    public string? NameOf(AccountKey account)
    {
        var accounts = Shards[ShardOf(account)].Accounts;
        var place = accounts.Find(account);
        return place < 0 ? null : Encoding.UTF8.GetString(accounts.NameOf(place));
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

    public void Dispose()
    {
        _crew.Dispose();
        foreach (var shard in Shards)
        {
            shard.Accounts.Close();
        }

        _store?.Dispose();
    }

    /// <summary>The shard of an account.</summary>
    internal int ShardOf(AccountKey account) => ShardOf(account.High);

    /// <summary>What a shard took in the epoch before the one under way.</summary>
    internal PopularityDelta TakenBefore(int shard) => _exchange.TakenBefore(_schedule.NextEnd - 1, shard);

    /// <summary>What a shard took so far in the epoch under way.</summary>
    internal PopularityDelta Taken(int shard) => _exchange.TakenBefore(_schedule.NextEnd, shard);

    internal EngineClockState SaveClock() => new(_clock.Save(), _schedule.Current, ReleasedSecond);

    internal void RestoreClock(EngineClockState state)
    {
        _clock.Restore(state.Clock.Now, state.Clock.Center, state.Clock.Run);
        _schedule.Restore(state.Epoch);
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

    /// <summary>Says that all of a checkpoint is in its place.</summary>
    internal void FinishRestore(CampaignTracker tracker, CampaignBoard before)
    {
        _exchange.Restored(
            _schedule.Current == long.MinValue ? long.MinValue : _schedule.Current - 1, tracker, before);
        var end = _schedule.NextEnd;
        for (var number = 0; number < Shards.Length; number++)
        {
            Shards[number].BeginEpoch(
                _exchange.TakenBefore(end, number), _exchange.KnownBefore(end), _exchange.CampaignsBefore(end));
        }

        foreach (var shard in Shards)
        {
            shard.FinishRestore();
        }
    }

    /// <summary>The part of one thread: its shards, then what is to be done alongside.</summary>
    private void Work(int thread)
    {
        try
        {
            foreach (var step in _schedule.Steps)
            {
                Take(step, thread);
            }

            for (var number = thread; number < Shards.Length && _times.Runs.Count > 0; number += _threads)
            {
                Shards[number].ReleaseUntil(_times.LastReleaseSecond);
            }
        }
        catch
        {
            _exchange.Fail();
            throw;
        }

        while (_alongside is not null && _alongside(thread))
        {
        }
    }

    private void Take(in EpochStep step, int thread)
    {
        if (step.End > 0)
        {
            EndEpoch(step, thread);
            return;
        }

        for (var number = thread; number < Shards.Length; number += _threads)
        {
            if (step.End == EpochStep.Rewind)
            {
                Shards[number].Rewind(Epoch.StartSecond(step.Epoch));
            }
            else
            {
                AddRun(step.Run, Shards[number], number);
            }
        }
    }

    private void EndEpoch(in EpochStep step, int thread)
    {
        for (var number = thread; number < Shards.Length; number += _threads)
        {
            Shards[number].ReleaseUntil(Epoch.EndSecond(step.Epoch));
            Shards[number].CloseEpoch(Epoch.EndSecond(step.Epoch));
        }

        _exchange.Pass(step.End, step.Epoch, thread, _alongside);
        BeginEpoch(thread, _threads, step.End + 1);
    }

    private void BeginEpoch(int first, int step, long end)
    {
        for (var number = first; number < Shards.Length; number += step)
        {
            var taken = _exchange.TakenBefore(end, number);
            taken.Clear();
            Shards[number].BeginEpoch(taken, _exchange.KnownBefore(end), _exchange.CampaignsBefore(end));
        }
    }

    /// <summary>Lets a shard load what events a little further on will need.</summary>
    private void ExpectAfter(EventBatch batch, int place, Shard shard, int number)
    {
        var far = place + FarAhead;
        if (far < batch.Count && IsOf(number, batch.Heads[far]))
        {
            shard.Expect(batch[far].Account);
        }

        var near = place + NearAhead;
        if (near < batch.Count && IsOf(number, batch.Heads[near]))
        {
            shard.ExpectNext(batch[near].Account);
        }
    }

    private bool IsOf(int shard, in EventHead head) => Shards.Length == 1 || ShardOf(head.AccountHigh) == shard;

    private int ShardOf(ulong accountHigh) => (int)Math.BigMul(accountHigh, (ulong)Shards.Length, out _);

    private void AddRun(in EventRun run, Shard shard, int number)
    {
        var first = run.FirstEvent;
        var rest = run.Count;
        for (var b = run.FirstBatch; rest > 0; b++)
        {
            var batch = _batches[b];
            var releases = _times.ReleasesOf(b);
            var heads = batch.Heads;
            var end = Math.Min(heads.Length, first + rest);
            for (var i = first; i < end; i++)
            {
                if (!IsOf(number, heads[i]) || releases[i] == BatchTimes.RefusedEvent)
                {
                    continue;
                }

                ExpectAfter(batch, i, shard, number);
                ref readonly var e = ref batch[i];
                shard.ReleaseUntil(releases[i]);
                shard.Add(e, batch.TracksOf(e), batch.NameOf(e));
            }

            rest -= end - first;
            first = 0;
        }
    }
}
