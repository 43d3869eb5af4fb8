using ScrapeGuard.Core.Decisions;

namespace ScrapeGuard.Cli.Replay;

/// <summary>
/// Holds decisions back until none of an earlier time can follow, and gives them out in canonical order: time, account
/// (ordinal), id.
/// </summary>
internal sealed class DecisionOrder
{
    private readonly List<Decision> _held = [];

    /// <summary>The canonical order.</summary>
    public static int Compare(Decision a, Decision b) =>
        Compare((a.TimeMicros, a.Account, a.Id), (b.TimeMicros, b.Account, b.Id));

    /// <summary>The canonical order of decisions' keys.</summary>
    public static int Compare(
        (long Micros, string Account, string Id) a, (long Micros, string Account, string Id) b)
    {
        var order = a.Micros.CompareTo(b.Micros);
        order = order != 0 ? order : string.CompareOrdinal(a.Account, b.Account);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }

    /// <summary>Takes decisions in any order.</summary>
    public void Hold(IEnumerable<Decision> decisions) => _held.AddRange(decisions);

    /// <summary>Gives out those before a time.</summary>
    public void Release(long beforeMicros, Action<Decision> receiver)
    {
        if (_held.Count == 0)
        {
            return;
        }

        _held.Sort(Compare);
        var count = 0;
        for (; count < _held.Count && _held[count].TimeMicros < beforeMicros; count++)
        {
            receiver(_held[count]);
        }

        _held.RemoveRange(0, count);
    }

    /// <summary>Gives out the rest: nothing follows.</summary>
    public void ReleaseAll(Action<Decision> receiver) => Release(long.MaxValue, receiver);
}
