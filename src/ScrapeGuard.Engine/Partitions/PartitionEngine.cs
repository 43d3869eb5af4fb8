using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Core.Features;
using ScrapeGuard.Core.Policies;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Epochs;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine.Partitions;

/// <summary>
/// The engine of one partition: a shard with a clock of its own. It judges events of epoch k when all partitions have
/// closed epoch k - 2, and stops before the first event for which they have not; so, as long as no event is later than
/// the grace, the partitions together decide what one <see cref="DetectionEngine"/> decides of all events.
/// </summary>
/// <remarks>Not thread-safe; different partitions may work at the same time.</remarks>
public sealed class PartitionEngine : IDisposable
{
    private const long MicrosPerSecond = 1_000_000;
    private const int FarAhead = 12;
    private const int NearAhead = 6;

    private readonly int _partition;
    private readonly PopularityTimeline _timeline;
    private readonly CompiledPolicy _policy;
    private readonly IStateStore? _store;
    private readonly PopularityDelta _taken = new();
    private PopularitySketch? _known;
    private long _epoch = long.MinValue;
    private long _implausible;

    /// <param name="partition">Number of the partition.</param>
    /// <param name="options">Its size; it has one shard, whatever they say.</param>
    /// <param name="policy">What a score leads to.</param>
    /// <param name="model">What people look like; null: rules alone decide.</param>
    /// <param name="timeline">What crosses accounts; shared by the partitions.</param>
    /// <param name="store">Takes accounts that find no room in memory; is disposed with the engine. Null: all stay in
    /// memory.</param>
    /// <exception cref="ArgumentException">Options out of range, or a model of other features.</exception>
    public PartitionEngine(
        int partition, EngineOptions options, Policy policy, DetectionModel? model, PopularityTimeline timeline,
        IStateStore? store = null)
    {
        options = options with { Shards = 1 };
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join("; ", errors), nameof(options));
        }

        if (model?.SchemaMismatch(FeatureSchema.Names) is { } mismatch)
        {
            throw new ArgumentException(mismatch, nameof(model));
        }

        _partition = partition;
        _timeline = timeline;
        _policy = new CompiledPolicy(policy);
        _store = store;
        Shard = new Shard(options, _policy, model, store) { Changes = new AccountChanges() };
    }

    /// <summary>Hears of each closing before anything of a later epoch is judged; may be null.</summary>
    public Action<EpochClosing>? Closed { get; set; }

    /// <summary>Place in the partition of the next event to take, which closings carry.</summary>
    public long NextOffset { get; set; }

    /// <summary>
    /// The partition's time in microseconds since 1970; <see cref="long.MinValue"/> before the first event.
    /// </summary>
    public long NowMicros => Clock.NowMicros;

    /// <summary>The epoch under way; <see cref="long.MinValue"/> before the first event.</summary>
    public long CurrentEpoch => _epoch;

    /// <summary>Waits for other partitions to close epochs.</summary>
    public bool IsWaiting => _epoch != long.MinValue && _known is null;

    /// <summary>Event time before which every event is judged, in seconds since 1970.</summary>
    public long ReleasedSecond => Shard.ReleasedSecond;

    /// <summary>Events held back for their order.</summary>
    public int PendingEvents => Shard.Pending.Count;

    /// <summary>Accounts in memory.</summary>
    public long AccountCount => Shard.Accounts.Count;

    /// <summary>Bytes of state of all accounts: states, names, index.</summary>
    public long AccountBytes => Shard.Accounts.Bytes;

    /// <summary>Accounts that changed since the last checkpoint.</summary>
    public int ChangedAccounts => Shard.Changes!.Places.Count;

    /// <summary>What was done and left out so far.</summary>
    public EngineCounters Counters => Shard.Counters with { ImplausibleTime = _implausible };

    internal Shard Shard { get; }

    internal StreamClock Clock { get; } = new();

    internal PopularityDelta Taken => _taken;

    /// <summary>
    /// Tells the times of the first events to come, so that a broken clock among them is not believed.
    /// </summary>
    public void Prime(EventBatch first) => BatchTimes.Prime(first, Clock);

    /// <summary>
    /// Returns memory that other engines of a limited process want. Judging events does it too: this is for an engine
    /// to which none come.
    /// </summary>
    public void ReturnMemory() => Shard.Accounts.ReturnMemory();

    /// <summary>Takes in events of a batch in order.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="first">The event to begin with.</param>
    /// <param name="end">The event to stop before.</param>
    /// <param name="offsets">Each event's place in the partition.</param>
    /// <param name="decisions">Receives the decisions, each account's in order of time.</param>
    /// <returns>
    /// The first event that was not taken, because other partitions have to close epochs first; otherwise
    /// <paramref name="end"/>.
    /// </returns>
    public int Process(
        EventBatch batch, int first, int end, ReadOnlySpan<long> offsets, ICollection<Decision> decisions)
    {
        var heads = batch.Heads;
        var place = first;
        for (; place < end; place++)
        {
            NextOffset = offsets[place];
            var before = Clock.NowMicros;
            if (!Clock.Admit(heads[place].TimeMicros))
            {
                _implausible++;
                continue;
            }

            var release = Math.Max(Clock.NowMicros - _policy.GraceMicros, 0) / MicrosPerSecond;
            if (Clock.NowMicros < before)
            {
                SetBack(Epoch.Of(release));
            }

            if (!TryEnter(Epoch.Of(release)))
            {
                break;
            }

            Expect(batch, place);
            ref readonly var e = ref batch[place];
            Shard.ReleaseUntil(release);
            Shard.Add(e, batch.TracksOf(e), batch.NameOf(e));
        }

        if (place == end && place > first)
        {
            NextOffset = offsets[place - 1] + 1;
        }

        TakeDecisions(decisions);
        return place;
    }

    /// <summary>
    /// Moves on with the other partitions' time, when nothing is left in this one. False when they have to close epochs
    /// first.
    /// </summary>
    public bool AdvanceTo(long newestMicros, ICollection<Decision> decisions)
    {
        var release = Math.Max(newestMicros - _policy.GraceMicros, 0) / MicrosPerSecond;
        var isThere = TryEnter(Math.Max(Epoch.Of(release), _epoch));
        if (isThere)
        {
            Shard.ReleaseUntil(release);
        }

        TakeDecisions(decisions);
        return isThere;
    }

    /// <summary>Whether <see cref="AdvanceTo"/> would change anything.</summary>
    public bool IsBehind(long newestMicros)
    {
        var release = Math.Max(newestMicros - _policy.GraceMicros, 0) / MicrosPerSecond;
        return _epoch == long.MinValue || Epoch.Of(release) > _epoch
            || (release > Shard.ReleasedSecond && Shard.Pending.Count > 0);
    }

    /// <summary>
    /// Closes epochs as the partition is known to have done before, at this place in it. False when others have to
    /// close epochs first.
    /// </summary>
    public bool CloseThrough(long epoch, ICollection<Decision> decisions)
    {
        if (_epoch <= epoch)
        {
            TryEnter(epoch + 1);
        }

        TakeDecisions(decisions);
        return _epoch > epoch;
    }

    /// <summary>Goes on with what is known when others do not close their epochs.</summary>
    public void GoAhead() => _known ??= BeginWith(_timeline.AcquireLatest(_epoch - 2));

    public void Dispose()
    {
        if (_known is not null)
        {
            _timeline.Release(_known);
            _known = null;
        }

        Shard.Accounts.Close();
        _store?.Dispose();
    }

    internal EngineClockState SaveClock() => new(Clock.Save(), _epoch, ReleasedSecond);

    internal void RestoreClock(EngineClockState state, EngineCounters counters)
    {
        Clock.Restore(state.Clock.Now, state.Clock.Center, state.Clock.Run);
        _epoch = state.Epoch;
        Shard.ReleasedSecond = state.ReleasedSecond;
        _implausible = counters.ImplausibleTime;
        Shard.Counters = counters with { ImplausibleTime = 0 };
    }

    /// <summary>Comes to an epoch: judges and closes those before it. False when others have to close theirs.</summary>
    private bool TryEnter(long epoch)
    {
        if (_epoch == long.MinValue)
        {
            _taken.Clear();
            _epoch = epoch;
            Tell(epoch - 1, epoch - 1);
        }

        while (_epoch < epoch)
        {
            if (!TryBegin())
            {
                return false;
            }

            Shard.ReleaseUntil(Epoch.EndSecond(_epoch));

            // When nothing is held any more, nothing can happen in the epochs between but the end of verdicts.
            var through = Shard.Pending.Count == 0 ? epoch - 1 : _epoch;
            Shard.ReleaseUntil(Epoch.EndSecond(through));
            Shard.CloseEpoch(Epoch.EndSecond(through));
            var takenIn = _epoch;
            _epoch = through + 1;
            _timeline.Release(_known!);
            _known = null;
            Tell(through, takenIn);
            _taken.Clear();
        }

        return TryBegin();
    }

    private bool TryBegin()
    {
        if (_known is null && _timeline.TryAcquire(_epoch - 2) is { } known)
        {
            _known = BeginWith(known);
        }

        return _known is not null;
    }

    private PopularitySketch BeginWith(PopularitySketch known)
    {
        Shard.BeginEpoch(_taken, known, _timeline.CampaignsAt(_epoch - 2));
        return known;
    }

    private void Tell(long through, long takenIn) =>
        Closed?.Invoke(new EpochClosing(_partition, through, NextOffset, takenIn, _taken));

    /// <summary>The clock was wrong and is set back: what is held was told by the wrong one.</summary>
    private void SetBack(long epoch)
    {
        Shard.Rewind(Epoch.StartSecond(epoch));
        if (_known is not null)
        {
            _timeline.Release(_known);
            _known = null;
        }

        _epoch = epoch;
    }

    /// <summary>Lets the shard load what events a little further on will need.</summary>
    private void Expect(EventBatch batch, int place)
    {
        if (place + FarAhead < batch.Count)
        {
            Shard.Expect(batch[place + FarAhead].Account);
        }

        if (place + NearAhead < batch.Count)
        {
            Shard.ExpectNext(batch[place + NearAhead].Account);
        }
    }

    private void TakeDecisions(ICollection<Decision> decisions)
    {
        foreach (var decision in Shard.Decisions)
        {
            decisions.Add(decision);
        }

        Shard.Decisions.Clear();
    }
}
