using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Engine.Judging;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>
/// Keeps the number of accounts in bounds: the idle are forgotten after <see cref="AccountRetention.IdleSeconds"/>, and
/// when the table is full the idlest of a sample makes room. Who has a verdict or events held back always stays.
/// </summary>
internal sealed class AccountEviction(AccountTable accounts)
{
    /// <summary>How many accounts are looked at for the one that makes room.</summary>
    private const int Sample = 32;

    /// <summary>
    /// So many are looked at in search of one that can go at all; then the table grows. The next search goes on from
    /// there, so that a table full of flagged accounts costs each new one the same, however large it is.
    /// </summary>
    private const int LongestSearch = 256;

    /// <summary>The idle are looked for over so many epochs: each account about once a day.</summary>
    private const int SweepEpochs = 144;

    private int _hand;

    /// <summary>Hears of accounts that are forgotten; may be null.</summary>
    public Action<AccountSummary>? Forgotten { get; set; }

    /// <summary>Remembers who is gone; null: nobody asks.</summary>
    public AccountChanges? Changes { get; set; }

    /// <summary>Forgets what an account did before a long silence; what is held back of it stays.</summary>
    public void StartAnew(ref AccountState state, int place, uint second)
    {
        Forgotten?.Invoke(AccountSummary.Of(state, accounts.NameOf(place), withPending: false));
        var (key, name, flags, pending, newest) =
            (state.Key, state.Name, state.Flags, state.Pending, state.NewestMicros);
        state = new AccountState
        {
            Key = key,
            Name = name,
            Flags = flags,
            Pending = pending,
            NewestMicros = newest,
            Events = (uint)pending + 1,
            FirstSecond = second,
            EvaluatedSecond = second,
            VolumeToEvaluate = EvaluationPace.FirstVolume,
        };
    }

    /// <summary>Goes on through the table at the end of an epoch. Returns how many were forgotten.</summary>
    public int SweepIdle(uint nowSecond)
    {
        var forgotten = 0;
        var steps = (accounts.Places / SweepEpochs) + 1;
        for (var i = 0; i < steps && accounts.Count > 0; i++)
        {
            _hand = _hand + 1 < accounts.Places ? _hand + 1 : 0;
            ref readonly var state = ref accounts.Peek(_hand);
            if (state.Key != default && IsEvictable(state)
                && nowSecond > state.Features.LastSecond + (long)AccountRetention.IdleSeconds)
            {
                Evict(_hand);
                forgotten++;
            }
        }

        return forgotten;
    }

    /// <summary>Forgets the idlest of a few accounts. Returns how many: 1, or 0 when none can make room.</summary>
    public int MakeRoom()
    {
        var oldest = -1;
        var oldestSecond = uint.MaxValue;
        var most = Math.Min(accounts.Places, LongestSearch);
        for (var i = 0; i < most && (i < Sample || oldest < 0); i++)
        {
            _hand = _hand + 1 < accounts.Places ? _hand + 1 : 0;
            ref readonly var state = ref accounts.Peek(_hand);
            if (state.Key != default && IsEvictable(state)
                && (oldest < 0 || state.Features.LastSecond < oldestSecond))
            {
                (oldest, oldestSecond) = (_hand, state.Features.LastSecond);
            }
        }

        // When all that were looked at are flagged or have events held back, none makes room: the table grows by one.
        if (oldest < 0)
        {
            return 0;
        }

        Evict(oldest);
        return 1;
    }

    private static bool IsEvictable(in AccountState state) =>
        state.Pending == 0 && state.Verdict == Verdict.None && (state.Flags & AccountState.Watched) == 0;

    private void Evict(int place)
    {
        Forgotten?.Invoke(AccountSummary.Of(accounts[place], accounts.NameOf(place), withPending: true));
        Changes?.NoteRemoval(accounts[place].Key);
        accounts.Remove(place);
    }
}
