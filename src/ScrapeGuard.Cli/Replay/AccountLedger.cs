using ScrapeGuard.Engine;

namespace ScrapeGuard.Cli.Replay;

/// <summary>What outputs need of the accounts at the end; all of them only when a file is to name all.</summary>
/// <param name="isFlagged">Accounts whose sums are needed by name.</param>
/// <param name="keepAll">Whether to keep every account.</param>
internal sealed class AccountLedger(Func<string, bool> isFlagged, bool keepAll)
{
    private readonly List<AccountSummary> _all = [];
    private readonly Dictionary<string, AccountSummary> _flagged = new(StringComparer.Ordinal);
    private long _firstMicros = long.MaxValue;
    private long _lastMicros = long.MinValue;

    public long Count { get; private set; }

    /// <summary>Time of the first and the last event; null when there is no account.</summary>
    public (long FirstMicros, long LastMicros)? Span => Count == 0 ? null : (_firstMicros, _lastMicros);

    public IReadOnlyDictionary<string, AccountSummary> Flagged => _flagged;

    /// <summary>Takes an account.</summary>
    public void Add(AccountSummary account)
    {
        Count++;
        _firstMicros = Math.Min(_firstMicros, account.FirstMicros);
        _lastMicros = Math.Max(_lastMicros, account.LastMicros);
        if (isFlagged(account.Account))
        {
            _flagged.Add(account.Account, account);
        }

        if (keepAll)
        {
            _all.Add(account);
        }
    }

    /// <summary>All accounts in order of their names; empty when they were not to be kept.</summary>
    public IReadOnlyList<AccountSummary> Sorted()
    {
        _all.Sort(static (a, b) => string.CompareOrdinal(a.Account, b.Account));
        return _all;
    }
}
