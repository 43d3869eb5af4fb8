using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Replay;

/// <summary>Puts together what an engine knows of accounts at the end and what it has forgotten on the way.</summary>
internal sealed class AccountTotals
{
    private readonly Dictionary<string, AccountSummary> _forgotten = new(StringComparer.Ordinal);

    /// <summary>Takes an account that an engine forgets. Any thread may call.</summary>
    public void Forget(AccountSummary summary)
    {
        lock (_forgotten)
        {
            _forgotten[summary.Account] =
                _forgotten.TryGetValue(summary.Account, out var before) ? before.Join(summary) : summary;
        }
    }

    /// <summary>Shows each account once.</summary>
    /// <param name="remembered">What the engine knows at the end, each account once.</param>
    /// <param name="visitor">Is shown the sums.</param>
    public void Visit(IEnumerable<AccountSummary> remembered, Action<AccountSummary> visitor)
    {
        var back = new HashSet<string>(StringComparer.Ordinal);
        foreach (var summary in remembered)
        {
            if (_forgotten.TryGetValue(summary.Account, out var before))
            {
                back.Add(summary.Account);
                visitor(before.Join(summary));
            }
            else
            {
                visitor(summary);
            }
        }

        foreach (var (account, summary) in _forgotten)
        {
            if (!back.Contains(account))
            {
                visitor(summary);
            }
        }
    }
}
