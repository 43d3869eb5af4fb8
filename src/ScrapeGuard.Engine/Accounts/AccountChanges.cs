using ScrapeGuard.Core.Events;

namespace ScrapeGuard.Engine.Accounts;

/// <summary>Which accounts of a shard have changed or gone since the last checkpoint.</summary>
internal sealed class AccountChanges
{
    private readonly List<int> _places = [];
    private readonly List<AccountKey> _removed = [];

    /// <summary>
    /// Places of the accounts that changed; one that was given to another account meanwhile may come twice, so that
    /// <see cref="AccountState.Changed"/> says what is still to be saved.
    /// </summary>
    public IReadOnlyList<int> Places => _places;

    /// <summary>Accounts that are gone, though some may have come back.</summary>
    public IReadOnlyList<AccountKey> Removed => _removed;

    public void Note(ref AccountState state, int place)
    {
        if ((state.Flags & AccountState.Changed) == 0)
        {
            state.Flags |= AccountState.Changed;
            _places.Add(place);
        }
    }

    public void NoteRemoval(AccountKey account) => _removed.Add(account);

    /// <summary>Says that all of it is saved.</summary>
    public void Clear()
    {
        _places.Clear();
        _removed.Clear();
    }
}
