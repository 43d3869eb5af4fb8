namespace ScrapeGuard.Campaigns.Leaks;

/// <summary>Remembers the last ids, so that an event that was delivered twice counts once.</summary>
internal sealed class RecentIds(int capacity)
{
    private HashSet<ulong> _new = [];
    private HashSet<ulong> _old = [];

    /// <summary>True when the id was seen among the last ones; 0 is no id.</summary>
    public bool IsRepeat(ulong id)
    {
        if (id == 0)
        {
            return false;
        }

        if (_new.Contains(id) || _old.Contains(id))
        {
            return true;
        }

        _new.Add(id);
        if (_new.Count >= capacity)
        {
            (_new, _old) = (_old, _new);
            _new.Clear();
        }

        return false;
    }
}
