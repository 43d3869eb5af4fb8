using ScrapeGuard.Core.Decisions;
using ScrapeGuard.Core.Events;
using ScrapeGuard.Engine.Accounts;

namespace ScrapeGuard.Engine;

/// <summary>What comes back from a checkpoint.</summary>
internal sealed partial class Shard
{
    /// <summary>Puts an account of a checkpoint in its place, or a later state of it over an earlier one.</summary>
    public void RestoreAccount(in AccountState saved, ReadOnlySpan<byte> name)
    {
        var place = Accounts.Find(saved.Key);
        place = place >= 0 ? place : Accounts.Add(saved.Key, name);
        ref var state = ref Accounts[place];
        var namePlace = state.Name;
        state = saved;
        state.Name = namePlace;
        state.Pending = 0;
        state.Flags &= unchecked((byte)~(AccountState.Watched | AccountState.Allowlisted | AccountState.Changed));
        state.Flags |= _policy.IsAllowlisted(saved.Key) ? AccountState.Allowlisted : (byte)0;
    }

    /// <summary>Forgets an account of an earlier checkpoint that a later one says is gone.</summary>
    public void RestoreRemoval(AccountKey account)
    {
        var place = Accounts.Find(account);
        if (place >= 0)
        {
            Accounts.Remove(place);
        }
    }

    /// <summary>Says that all accounts of a checkpoint are in their places.</summary>
    public void FinishRestore()
    {
        for (var place = 0; place < Accounts.Places; place++)
        {
            ref readonly var state = ref Accounts.Peek(place);
            if (state.Key != default && state.Verdict != Verdict.None)
            {
                Watch(place);
            }
        }
    }

    /// <summary>Holds an event of a checkpoint back again. False when its account is not there.</summary>
    public bool TryRestorePending(in AccessEvent e, ReadOnlySpan<ulong> tracks)
    {
        var place = Accounts.Find(e.Account);
        if (place < 0 || !Pending.TryAdd(e, tracks, place))
        {
            return false;
        }

        Accounts[place].Pending++;
        return true;
    }
}
