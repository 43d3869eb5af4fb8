using ScrapeGuard.Campaigns.Tracking;
using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Detection.Models;
using ScrapeGuard.Engine.Accounts;
using ScrapeGuard.Engine.Judging;
using ScrapeGuard.Engine.Reordering;
using ScrapeGuard.Features.Popularity;

namespace ScrapeGuard.Engine;

/// <summary>
/// The accounts that one thread works. Events are held back for the grace, then judged in each account's canonical
/// order; what crosses accounts leaves as a <see cref="PopularityDelta"/> for each epoch and comes back as a sketch
/// that all shards share.
/// </summary>
internal sealed partial class Shard
{
    private readonly CompiledPolicy _policy;
    private readonly AccountJudge _judge;
    private readonly int _maxAccounts;
    private readonly int _maxPending;
    private readonly long _graceMicros;
    private readonly AccountEviction _eviction;
    private readonly List<int> _watched = [];
    private PopularitySketch _popularity = new();
    private PopularityDelta _taken = new();
    private CampaignBoard _campaigns = CampaignBoard.Empty;

    public Shard(EngineOptions options, CompiledPolicy policy, DetectionModel? model, IStateStore? store = null)
    {
        _policy = policy;
        Accounts = new AccountTable(store);
        _judge = new AccountJudge(policy, model);
        _maxAccounts = Math.Max(1, options.MaxAccounts / options.Shards);
        _maxPending = Math.Max(1, options.MaxPendingEvents / options.Shards);
        _graceMicros = policy.GraceMicros;
        _eviction = new AccountEviction(Accounts);
        Pending = new PendingEvents((int)(_graceMicros / 1_000_000));
    }

    public AccountTable Accounts { get; }

    public PendingEvents Pending { get; }

    /// <summary>Decisions since they were last taken.</summary>
    public List<Decision> Decisions { get; } = [];

    public EngineCounters Counters;

    /// <summary>Everything before this second is judged.</summary>
    public long ReleasedSecond { get; set; }

    /// <summary>Hears of accounts that are forgotten; may be null.</summary>
    public Action<AccountSummary>? Forgotten
    {
        get => _eviction.Forgotten;
        set => _eviction.Forgotten = value;
    }

    /// <summary>Remembers which accounts have changed; null: nobody asks.</summary>
    public AccountChanges? Changes
    {
        get;
        set
        {
            field = value;
            _eviction.Changes = value;
        }
    }

    /// <summary>Is shown every row that is scored; may be null.</summary>
    public IEvaluationObserver? Observer
    {
        get => _judge.Observer;
        set => _judge.Observer = value;
    }

    /// <summary>Starts to load what an event that comes soon will need.</summary>
    public void Expect(AccountKey account) => Accounts.PrefetchSlot(account);

    /// <summary>Starts to load what an event that comes next will need.</summary>
    public void ExpectNext(AccountKey account) => Accounts.PrefetchState(account);

    /// <summary>Takes in an event, when all that is older than the grace has been judged.</summary>
    public void Add(in AccessEvent e, ReadOnlySpan<ulong> tracks, ReadOnlySpan<byte> name)
    {
        var place = Accounts.Find(e.Account);
        if (place < 0)
        {
            place = AddAccount(e, name);
        }

        ref var state = ref Accounts[place];
        Changes?.Note(ref state, place);
        if (e.TimeMicros < state.NewestMicros - _graceMicros
            || (e.TimeMicros <= state.JudgedMicros && state.JudgedMicros != 0))
        {
            TakeLate(ref state, e);
            return;
        }

        var isHeld = e.TimeMicros / 1_000_000 >= ReleasedSecond;
        if (isHeld && !Pending.TryAdd(e, tracks, place))
        {
            Counters.Duplicates++;
            return;
        }

        Counters.Events++;
        Counters.Allowlisted += state.Flags & AccountState.Allowlisted;
        state.Events++;
        state.NewestMicros = Math.Max(state.NewestMicros, e.TimeMicros);
        state.FirstSecond = Math.Min(state.FirstSecond, (uint)(e.TimeMicros / 1_000_000));
        if (!isHeld)
        {
            Apply(e, tracks, place);
            return;
        }

        state.Pending++;
        if (Pending.Count > _maxPending)
        {
            Counters.ReleasedEarly += ReleaseOldest();
        }
    }

    /// <summary>Judges every event before a second since 1970.</summary>
    public void ReleaseUntil(long second)
    {
        if (second <= ReleasedSecond)
        {
            return;
        }

        // What is held lies within the ring's length of what was released last: oldest first, also after a long
        // silence.
        var last = Math.Min(second, ReleasedSecond + Pending.RingSeconds);
        for (var s = ReleasedSecond; s < last && Pending.Count > 0; s++)
        {
            ReleaseSecond(s);
        }

        ReleasedSecond = second;
    }

    /// <summary>Judges all that is held and goes back to a second: the clock was wrong and is set back.</summary>
    public void Rewind(long second)
    {
        ReleaseUntil(ReleasedSecond + Pending.RingSeconds);
        ReleasedSecond = second;
    }

    /// <summary>Ends an epoch: ends verdicts whose time is over, and looks for the idle.</summary>
    public void CloseEpoch(long endSecond)
    {
        var kept = 0;
        for (var i = 0; i < _watched.Count; i++)
        {
            var place = _watched[i];
            ref var state = ref Accounts[place];
            if (_judge.Expire(ref state, Accounts.NameOf(place), (uint)endSecond) is { } restore)
            {
                Changes?.Note(ref state, place);
                Decisions.Add(restore);
            }

            if (state.Verdict != Verdict.None && state.VerdictUntilSecond != uint.MaxValue)
            {
                _watched[kept++] = place;
            }
            else
            {
                state.Flags &= unchecked((byte)~AccountState.Watched);
            }
        }

        _watched.RemoveRange(kept, _watched.Count - kept);
        Counters.EvictedIdle += _eviction.SweepIdle((uint)endSecond);
    }

    /// <summary>Begins an epoch.</summary>
    /// <param name="taken">Is filled with what is taken in it.</param>
    /// <param name="popularity">What all shards knew at the end of the epoch before last.</param>
    /// <param name="campaigns">What was known of campaigns then.</param>
    public void BeginEpoch(PopularityDelta taken, PopularitySketch popularity, CampaignBoard campaigns) =>
        (_taken, _popularity, _campaigns) = (taken, popularity, campaigns);

    /// <summary>Counts what is still held, without judging it: for a report at the end of a capture.</summary>
    public void DrainForReport()
    {
        for (var s = ReleasedSecond; s < ReleasedSecond + Pending.RingSeconds && Pending.Count > 0; s++)
        {
            for (var place = Pending.TakeSecond(s); place >= 0;)
            {
                ref readonly var pending = ref Pending[place];
                ref var state = ref Accounts[pending.Account];
                state.Pending--;
                Update(ref state, pending.Event, Pending.TracksOf(place));
                var next = pending.Next;
                Pending.Free(place);
                place = next;
            }
        }
    }

    /// <summary>Puts an account whose verdict may end under watch.</summary>
    private void Watch(int place)
    {
        ref var state = ref Accounts[place];
        if (state.Verdict != Verdict.None && state.VerdictUntilSecond != uint.MaxValue
            && (state.Flags & AccountState.Watched) == 0)
        {
            state.Flags |= AccountState.Watched;
            _watched.Add(place);
        }
    }

    private void TakeLate(ref AccountState state, in AccessEvent e)
    {
        Counters.Late++;
        if (e.Operation == Operation.Play)
        {
            state.Features.CreditLatePlay();
        }
    }

    private int ReleaseOldest()
    {
        var before = Pending.Count;
        while (Pending.Count == before)
        {
            ReleaseSecond(ReleasedSecond);
            ReleasedSecond++;
        }

        return before - Pending.Count;
    }

    private void ReleaseSecond(long second)
    {
        var place = Pending.TakeSecond(second);
        if (Accounts.IsSpilling)
        {
            ExpectAccounts(place);
        }

        var next = Pending.NextOf(place);
        PrefetchAccount(place);
        PrefetchAccount(next);
        while (place >= 0)
        {
            // The account after the next is asked for while this event is judged.
            var third = Pending.NextOf(next);
            PrefetchAccount(third);
            ref readonly var pending = ref Pending[place];
            Accounts[pending.Account].Pending--;
            Apply(pending.Event, Pending.TracksOf(place), pending.Account);
            Pending.Free(place);
            (place, next) = (next, third);
        }
    }

    /// <summary>Starts to bring the states of all events of a list: side by side, for a disk is slow.</summary>
    private void ExpectAccounts(int place)
    {
        for (; place >= 0; place = Pending.NextOf(place))
        {
            Accounts.Expect(Pending[place].Account);
        }
    }

    private void PrefetchAccount(int place)
    {
        if (place >= 0)
        {
            Prefetch.Whole(ref Accounts[Pending[place].Account]);
        }
    }

    /// <summary>Judges an event whose turn it is.</summary>
    private void Apply(in AccessEvent e, ReadOnlySpan<ulong> tracks, int place)
    {
        ref var state = ref Accounts[place];
        Changes?.Note(ref state, place);
        var second = (uint)(e.TimeMicros / 1_000_000);
        if (state.Verdict == Verdict.None)
        {
            if (state.JudgedMicros != 0 && second - state.Features.LastSecond > AccountRetention.IdleSeconds)
            {
                _eviction.StartAnew(ref state, place, second);
            }

            Learn(state.Features, e, tracks);
        }
        else if (state.VerdictUntilSecond < second)
        {
            Note(_judge.Expire(ref state, Accounts.NameOf(place), second));
        }

        if (state.JudgedMicros == 0)
        {
            // The first event in canonical order, which need not be the first that arrived.
            state.EvaluatedSecond = second;
        }

        var wasOver = PersonRules.IsOverBound(state.Features, _policy.Policy.Rules);
        Update(ref state, e, tracks);
        TellTakings(state, e, tracks);
        state.VolumeSinceEvaluation += 1 + tracks.Length;
        if (EvaluationPace.IsDue(state.VolumeSinceEvaluation, state.VolumeToEvaluate, second - state.EvaluatedSecond)
            || (!wasOver && PersonRules.IsOverBound(state.Features, _policy.Policy.Rules)))
        {
            Evaluate(ref state, e, place);
        }
    }

    private void Update(ref AccountState state, in AccessEvent e, ReadOnlySpan<ulong> tracks)
    {
        var gap = state.JudgedMicros == 0 ? -1 : e.TimeMicros - state.JudgedMicros;
        var canaries = _policy.HasCanaries ? _policy.CountCanaries(tracks) : 0;
        state.Features.Update(e, gap, tracks, canaries, _popularity);
        state.JudgedMicros = e.TimeMicros;
    }

    private void Evaluate(ref AccountState state, in AccessEvent e, int place)
    {
        if ((state.Flags & AccountState.Allowlisted) != 0)
        {
            return;
        }

        Counters.Evaluations++;
        state.Cohort = _policy.CohortOf(e);
        Note(_judge.Judge(ref state, Accounts.NameOf(place), _campaigns));
        TellTraits(state, e);
        Watch(place);
    }

    private void Note(Decision? decision)
    {
        if (decision is not null)
        {
            Decisions.Add(decision);
        }
    }

    private int AddAccount(in AccessEvent e, ReadOnlySpan<byte> name)
    {
        if (Accounts.Count >= _maxAccounts)
        {
            Counters.EvictedEarly += _eviction.MakeRoom();
        }

        var place = Accounts.Add(e.Account, name);
        ref var state = ref Accounts[place];
        state.FirstSecond = uint.MaxValue;
        state.VolumeToEvaluate = EvaluationPace.FirstVolume;
        if (_policy.IsAllowlisted(e.Account))
        {
            state.Flags |= AccountState.Allowlisted;
        }

        return place;
    }
}
